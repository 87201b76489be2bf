import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { charsetName, decodeBytes } from '../../../src/core/text/charset.ts'

const hex = (written: string): Uint8Array => Uint8Array.from(Buffer.from(written.replaceAll(' ', ''), 'hex'))
const ascii = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap(part => [...part]))
const page = (declared: string | null, body: Uint8Array): Uint8Array =>
  join(
    ascii(
      `<html><head>${declared === null ? '' : `<meta http-equiv=Content-Type content="text/html; charset=${declared}">`}</head><body>`,
    ),
    body,
    ascii('</body></html>'),
  )

/** The same sentence in simplified characters as GBK and in traditional ones as Big5, as Python's codecs write them. */
const chinese = {
  text: '我们今天在这里看到的是一个很小的问题，大家都说没有什么关系。',
  gbk: hex(
    'ced2c3c7bdf1ccecd4dad5e2c0efbfb4b5bdb5c4cac7d2bbb8f6badcd0a1b5c4cecacce2a3acb4f3bcd2b6bccbb5c3bbd3d0cab2c3b4b9d8cfb5a1a3',
  ),
}
const traditional = {
  text: '我們今天在這裡看到的是一個很小的問題，大家都說沒有什麼關係。',
  big5: hex(
    'a7daadcca4b5a4d1a662b36fb8ccacdda8ecaabaac4fa440add3abdca470aabab0ddc344a141a46aae61b3a3bba1a853a6b3a4b0bbf2c3f6ab59a143',
  ),
}

describe('decodeBytes', () => {
  it.each([
    ['GBK declared UTF-8', page('utf-8', chinese.gbk), chinese.text, 'gb18030', 'statistics'],
    ['GBK without a declaration', page(null, chinese.gbk), chinese.text, 'gb18030', 'statistics'],
    ['GBK declared iso-8859-1', page('iso-8859-1', chinese.gbk), chinese.text, 'gb18030', 'statistics'],
    ['UTF-8 declared GBK', page('gbk', utf8(chinese.text)), chinese.text, 'utf-8', 'bytes'],
    [
      'GB18030 four-byte characters declared gb2312',
      page('gb2312', join(chinese.gbk, hex('8139ee39'))),
      '㐀',
      'gb18030',
      'declared',
    ],
    ['Big5 declared Big5', page('big5', traditional.big5), traditional.text, 'big5', 'declared'],
    ['Big5 declared GBK', page('gb2312', traditional.big5), traditional.text, 'big5', 'statistics'],
    ['GBK declared Big5', page('big5', chinese.gbk), chinese.text, 'gb18030', 'statistics'],
    ['Hong Kong characters of Big5', page('big5', hex('a7da9df7a6e8')), '我咗西', 'big5', 'declared'],
    [
      'Shift_JIS',
      page('shift_jis', hex('82b182f182c982bf82cd8da193fa82cd')),
      'こんにちは今日は',
      'shift_jis',
      'declared',
    ],
    [
      'Shift_JIS undeclared',
      hex('82b182f182c982bf82cd8da193fa82cd814182a082e882aa82c682a4'),
      'こんにちは今日は、ありがとう',
      'shift_jis',
      'statistics',
    ],
    [
      'EUC-JP undeclared',
      hex('a4b3a4f3a4cba4c1a4cfbaa3c6fca4cfa1a2a4a2a4eaa4aca4c8a4a6'),
      'こんにちは今日は、ありがとう',
      'euc-jp',
      'statistics',
    ],
    ['ISO-2022-JP', join(ascii('Subject: '), hex('1b2442243324731b2842')), 'Subject: こん', 'iso-2022-jp', 'bytes'],
    ['windows-1252 declared iso-8859-1', page('iso-8859-1', hex('93e974e994')), '“été”', 'windows-1252', 'declared'],
    [
      'windows-1252 without a declaration',
      page(null, ascii('d\xe9j\xe0 vu, les \xe9l\xe8ves \xe9taient l\xe0 o\xf9 il fallait \xeatre')),
      'déjà vu, les élèves étaient là où il fallait être',
      'windows-1252',
      'statistics',
    ],
    ['windows-1251 declared', page('windows-1251', hex('cff0e8e2e5f2')), 'Привет', 'windows-1251', 'declared'],
    [
      'EUC-KR undeclared',
      hex('bec8b3e7c7cfbcbcbfe42e20c0ccb0cdc0ba20c7d1b1b9beee20b1dbc0d4b4cfb4d92e'),
      '안녕하세요. 이것은 한국어 글입니다.',
      'euc-kr',
      'statistics',
    ],
  ])('%s', (_name, bytes, text, charset, from) => {
    const decoded = decodeBytes(bytes)
    expect([decoded.charset, decoded.from, decoded.damaged]).toEqual([charset, from, 0])
    expect(decoded.text).toContain(text)
  })

  it.each([
    ['UTF-8 with a mark', join(hex('efbbbf'), utf8('工会')), '工会', 'utf-8'],
    ['UTF-16 little endian with a mark', hex('fffe e55d1a4f'), '工会', 'utf-16le'],
    ['UTF-16 big endian with a mark', hex('feff 5de54f1a'), '工会', 'utf-16be'],
  ])('%s', (_name, bytes, text, charset) => {
    expect(decodeBytes(bytes)).toEqual({ text, charset, from: 'bom', damaged: 0 })
  })

  it('tells UTF-16 without a mark by the zeros of its markup, and by its writing where there is no markup', () => {
    const wide = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'utf16le'))
    const markup = decodeBytes(wide(`<html><body>${chinese.text}</body></html>`))
    const words = decodeBytes(wide(chinese.text.repeat(3)))
    expect([markup.charset, markup.damaged, words.charset, words.text]).toEqual([
      'utf-16le',
      0,
      'utf-16le',
      chinese.text.repeat(3),
    ])
  })

  it('finds a declaration that stands after four thousand bytes', () => {
    const bytes = join(
      ascii(`<head><style>${'a{}'.repeat(2000)}</style><meta charset="windows-1251">`),
      hex('cff0e8e2e5f2'),
    )
    expect(decodeBytes(bytes)).toMatchObject({ charset: 'windows-1251', from: 'declared', damaged: 0 })
  })

  it('believes the container where the page says nothing', () => {
    expect(decodeBytes(hex('cff0e8e2e5f2'), '"windows-1251"')).toMatchObject({ text: 'Привет', from: 'declared' })
  })

  it('leaves out a character that the end of the bytes cut in two', () => {
    const cut = [
      page('gbk', chinese.gbk).subarray(0, -15),
      utf8('工会').subarray(0, 5),
      page('big5', traditional.big5).subarray(0, -15),
    ]
    expect(cut.map(bytes => decodeBytes(bytes).damaged)).toEqual([0, 0, 0])
  })

  it('reads UTF-8 in which single characters are broken as UTF-8', () => {
    const bytes = join(utf8(chinese.text.repeat(3)), hex('e5b7'), ascii('<br>'), utf8(chinese.text))
    expect(decodeBytes(bytes)).toMatchObject({ charset: 'utf-8', from: 'bytes', damaged: 1 })
  })

  it('reads any bytes, however they are declared, without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.option(fc.string()), (bytes, declared) => {
        expect(typeof decodeBytes(bytes, declared).text).toBe('string')
      }),
      { numRuns: 500 },
    )
  })

  it('gives back any text that was written in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), text => {
        const written = `<p>${text.replaceAll('\0', '')}</p>`
        expect(decodeBytes(utf8(written)).text).toBe(written)
      }),
    )
  })
})

describe('charsetName', () => {
  it('reads gb2312 as gb18030 and knows no label that is not one', () => {
    expect(['gb2312', 'GBK', ' "big5-hkscs" ', 'latin1', 'hz-gb-2312', 'nonsense', ''].map(charsetName)).toEqual([
      'gb18030',
      'gb18030',
      'big5',
      'windows-1252',
      null,
      null,
      null,
    ])
  })
})
