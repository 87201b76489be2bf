import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DifferencePart } from '../../../src/core/text/difference.ts'
import { differenceOf } from '../../../src/core/text/difference.ts'

/** Rows as one reads them, with what changed in brackets. */
const shown = (before: string, after: string): (string | null)[][] =>
  differenceOf(before, after).map(row => [row.before && words(row.before), row.after && words(row.after)])
const words = (parts: readonly DifferencePart[]): string =>
  parts.map(part => (part.changed ? `[${part.text}]` : part.text)).join('')

describe('what changed between two texts', () => {
  test('Chinese by characters', () => {
    expect(shown('水塔明年拆除', '水塔后年拆掉')).toEqual([['水塔[明]年拆[除]', '水塔[后]年拆[掉]']])
  })

  test('Latin by words, numbers whole', () => {
    expect(shown('The tower is 24 metres high', 'The tower was 26 metres high')).toEqual([
      ['The tower [is] [24] metres high', 'The tower [was] [26] metres high'],
    ])
  })

  test('mixed text by both', () => {
    expect(shown('用Threadloft保存', '用Threadlofts保管')).toEqual([['用[Threadloft]保[存]', '用[Threadlofts]保[管]']])
  })

  test('lines that were added or taken away stand beside nothing', () => {
    expect(shown('one\ntwo\nthree', 'one\nthree\nfour')).toEqual([
      ['one', 'one'],
      ['[two]', null],
      ['three', 'three'],
      [null, '[four]'],
    ])
  })

  test('nothing changed, and everything', () => {
    expect([shown('same', 'same'), shown('', 'new'), shown('old', ''), shown('', '')]).toEqual([
      [['same', 'same']],
      [[null, '[new]']],
      [['[old]', null]],
      [],
    ])
  })

  test('two long texts without anything in common are shown as wholly changed, in good time', () => {
    const one = Array.from({ length: 20_000 }, (_, index) => `a${index}`).join(' ')
    const other = Array.from({ length: 20_000 }, (_, index) => `b${index}`).join(' ')
    expect(differenceOf(one, other)).toEqual([
      { before: [{ text: one, changed: true }], after: [{ text: other, changed: true }] },
    ])
  })

  test('each side, put together again, is the text it came from', () => {
    const text = fc.string({ unit: fc.constantFrom('水', '塔', 'a', 'b', ' ', '\n', '1', '，', '😀') })
    fc.assert(
      fc.property(text, text, (before, after) => {
        const rows = differenceOf(before, after)
        const side = (which: 'before' | 'after'): string =>
          rows.flatMap(row => (row[which] ? [row[which].map(part => part.text).join('')] : [])).join('\n')
        expect([side('before'), side('after')]).toEqual([before, after])
      }),
    )
  })
})
