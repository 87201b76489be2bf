import { describe, expect, test } from 'vitest'
import { Composition } from '../../src/renderer/state/composition.ts'

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
