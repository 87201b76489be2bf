import { describe, expect, test } from 'vitest'
import { Selection } from '../../src/renderer/state/selection.svelte.ts'

/** Row 0 is thread 100, row 1 thread 101, and so on. */
const idsOf = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, offset) => 100 + first + offset)
const chosen = (selection: Selection): number[] => [...selection.ids].sort((one, other) => one - other)

describe('a selection', () => {
  test('takes single ones in and out', () => {
    const selection = new Selection()
    selection.toggle(103, 3)
    selection.toggle(105, 5)
    selection.toggle(103, 3)
    expect(chosen(selection)).toEqual([105])
  })

  test('a range goes from the row chosen last, either way, and shrinks as one comes back', () => {
    const selection = new Selection()
    selection.toggle(103, 3)
    selection.extend(6, idsOf)
    const down = chosen(selection)
    selection.extend(4, idsOf)
    const shorter = chosen(selection)
    selection.extend(1, idsOf)
    expect([down, shorter, chosen(selection)]).toEqual([
      [103, 104, 105, 106],
      [103, 104],
      [101, 102, 103],
    ])
  })

  test('what was chosen before a range stays chosen', () => {
    const selection = new Selection()
    selection.toggle(109, 9)
    selection.toggle(102, 2)
    selection.extend(3, idsOf)
    expect(chosen(selection)).toEqual([102, 103, 109])
  })

  test('with nothing chosen a range begins where one is', () => {
    const selection = new Selection()
    selection.begin(4)
    selection.extend(5, idsOf)
    expect(chosen(selection)).toEqual([104, 105])
  })

  test('cleared it begins anew', () => {
    const selection = new Selection()
    selection.toggle(101, 1)
    selection.clear()
    selection.extend(5, idsOf)
    expect(chosen(selection)).toEqual([105])
  })
})
