import { describe, expect, test } from 'vitest'
import type { KeyPress } from '../../src/renderer/state/keys.ts'
import { commandFor, commands, Composition, keysOf } from '../../src/renderer/state/keys.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe('the keyboard map', () => {
  test('every key it names gives its command, and no key two of them', () => {
    const named = commands.flatMap(command => keysOf[command].map(key => [key, command]))
    const pressed = named.map(([key]) => {
      const parts = key!.split('+').filter(part => part !== '')
      const last = parts.at(-1)!
      const held = { ctrlKey: parts.includes('Ctrl'), shiftKey: parts.includes('Shift') || /^[A-Z#?]$/.test(last) }
      return [key, commandFor(press(held.ctrlKey ? last.toLowerCase() : last, held), false)]
    })
    expect(pressed).toEqual(named)
  })

  test('letters are text in a field; Ctrl+K and Cmd+K are not', () => {
    expect([
      commandFor(press('j'), true),
      commandFor(press('/'), true),
      commandFor(press('k', { ctrlKey: true }), true),
      commandFor(press('k', { metaKey: true }), true),
    ]).toEqual([null, null, 'search', 'search'])
  })

  test('what the browser and the system hold with Alt is left alone', () => {
    expect(commandFor(press('j', { altKey: true }), false)).toBeNull()
  })
})

describe('an input method', () => {
  const key = { isComposing: false, keyCode: 13 }

  test('owns every key while it composes, and the Enter that follows within the tick', () => {
    let now = 1_000
    const composition = new Composition(() => now)
    const seen: boolean[] = [composition.owns(key)]
    composition.start()
    now += 500
    seen.push(composition.owns(key))
    composition.end()
    now += 10
    seen.push(composition.owns(key))
    now += 100
    seen.push(composition.owns(key))
    expect(seen).toEqual([false, true, true, false])
  })

  test('owns keys that only the key code gives away', () => {
    expect(new Composition().owns({ isComposing: false, keyCode: 229 })).toBe(true)
  })
})
