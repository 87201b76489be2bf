import { test } from '@fast-check/vitest'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { removeTextNoise } from '../../../src/core/clean/text-noise.ts'

/** Copied text of any kind that lacks the frames: no space before a no-break space at the end, no two spaces there. */
const plainLine = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.stringMatching(/^[\u4e00-\u9fffA-Za-z0-9 ，。]{0,40}$/),
    fc.constantFrom('苹果 apple', '香蕉 banana', '梨 pear', 'I = 5; x[0]++;', '-- signature --', '价格 $100'),
  )
  .map(line => line.replace(/[ \u00a0]+$/, '').replaceAll(/[\n\r]/g, ''))
const chinese = fc.stringMatching(/^[\u4e00-\u9fff，。！]{1,30}$/)
/** What is left of ten characters of 0–126 in a copy: control characters gone, white space folded. */
const noise = fc
  .array(fc.integer({ min: 0x20, max: 0x7e }), { minLength: 4, maxLength: 10 })
  .map(codes =>
    String.fromCharCode(...codes)
      .trim()
      .replace(/ +/g, ' '),
  )
  .filter(text => text.length >= 4 && !/^(?:[A-Za-z]{3,}|\d{2,}|[A-Z]{1,2}\d{1,4}) /.test(text))

describe('copy-control noise in copied text', () => {
  test.prop([fc.array(plainLine, { maxLength: 2 })])('never touches one or two lines without its frame', lines => {
    expect(removeTextNoise(lines)).toEqual({ lines, removed: [] })
  })

  test.prop([fc.array(fc.tuple(plainLine, fc.boolean()), { maxLength: 12 }), noise])(
    'beside framed lines never touches a line without the frame',
    (pairs, piece) => {
      const lines = pairs.map(([line, noisy]) =>
        noisy ? `正文${line.replace(/[\x20-\x7e]+$/, '')}完 ${piece} \u00a0` : line,
      )
      if (!pairs.some(([, noisy]) => noisy)) return
      const clean = removeTextNoise(lines)
      pairs.forEach(([line, noisy], index) => {
        if (!noisy) expect(clean.lines[index]).toBe(line)
      })
      expect(clean.removed).toHaveLength(pairs.filter(([, noisy]) => noisy).length)
    },
  )

  test.prop([fc.array(fc.tuple(chinese, noise), { minLength: 1, maxLength: 10 })])(
    'gives Chinese lines back as they were',
    pairs => {
      expect(removeTextNoise(pairs.map(([line, piece]) => `${line} ${piece} \u00a0`))).toEqual({
        lines: pairs.map(([line]) => line),
        removed: pairs.map(([, piece]) => piece),
      })
    },
  )

  it('is cut where two odd pieces stand before two spaces', () => {
    expect(removeTextNoise(['第一行 k9]#f  ', 'Zp{4 x|  ', 'Thanks', '末行']).lines).toEqual([
      '第一行',
      '',
      'Thanks',
      '末行',
    ])
    expect(removeTextNoise(['第一行 k9]#f  ', 'hello there  ', '末行']).removed).toEqual([])
  })

  it('is cut from trimmed lines where three of five show it, the last line kept', () => {
    const lines = ['甲乙丙 k9]#f', '丁戊己 Zp{4x|', '庚辛壬 q~~P8', '我用的是 iPhone']
    expect(removeTextNoise(lines)).toEqual({
      lines: ['甲乙丙', '丁戊己', '庚辛壬', '我用的是 iPhone'],
      removed: ['k9]#f', 'Zp{4x|', 'q~~P8'],
    })
  })

  it.each([
    ['a vocabulary', ['苹果 apple', '香蕉 banana', '梨 pear', '桃 peach']],
    ['repeated faces', ['好 ^_^', '很好 ^_^', '太好 ^_^', '真好 ^_^']],
    ['prices', ['茶 12.50', '酒 30.00', '米 5.20']],
  ])('is not %s', (_name, lines) => expect(removeTextNoise(lines)).toEqual({ lines, removed: [] }))

  it('leaves words and numbers before it where they are', () => {
    expect(
      removeTextNoise([
        '编号 A7 k9]#f \u00a0',
        '见 Windows k9]#f \u00a0',
        'plain words k9]#f \u00a0',
        '共1978 k9]#f \u00a0',
      ]).lines,
    ).toEqual(['编号 A7', '见 Windows', 'plain words', '共1978'])
  })
})
