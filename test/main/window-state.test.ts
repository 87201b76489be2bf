import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { firstWindowState, readWindowState, visibleOn, writeWindowState } from '../../src/main/window-state.ts'

describe('where the window was', () => {
  let file = ''
  beforeEach(() => {
    file = path.join(mkdtempSync(path.join(tmpdir(), 'threadloft-window-')), 'window.json')
  })
  afterEach(() => rmSync(path.dirname(file), { recursive: true }))

  test('is kept', async () => {
    const state = { corner: { x: -1200, y: 40 }, width: 1000, height: 700, maximized: true }
    await writeWindowState(file, state)
    expect(await readWindowState(file)).toEqual(state)
  })

  test.each([
    ['', 'empty'],
    ['{"width":', 'cut off'],
    ['null', 'nothing'],
    ['{"corner":null,"width":1e99,"height":1,"maximized":"yes"}', 'nonsense'],
  ])('%s (%s) is the usual place', async text => {
    writeFileSync(file, text)
    expect(await readWindowState(file)).toEqual(firstWindowState)
    // What could not be read can still be looked at.
    expect(readFileSync(`${file}.bad`, 'utf8')).toBe(text)
  })

  const screen = { x: 0, y: 0, width: 1920, height: 1040 }
  const left = { x: -1920, y: 0, width: 1920, height: 1040 }
  const state = { corner: { x: -1200, y: 40 }, width: 1000, height: 700, maximized: false }

  test('is seen again on the same screen', () => expect(visibleOn([screen, left], state)).toEqual(state))

  test('is left to the system when that screen is gone', () =>
    expect(visibleOn([screen], state)).toEqual({ ...state, corner: null }))

  test('fits a smaller screen', () => {
    const small = { x: 0, y: 0, width: 800, height: 560 }
    expect(visibleOn([small], { ...state, corner: { x: 10, y: 10 } })).toEqual({
      corner: { x: 10, y: 10 },
      width: 800,
      height: 560,
      maximized: false,
    })
  })
})
