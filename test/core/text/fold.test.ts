import { expect, test } from 'vitest'
import { fold, foldWithPositions, fullFolding } from '../../../src/core/text/fold.ts'

test.each([
  ['width', 'ＧＩＴ２．０　ﾊﾝｶｸ', 'git2.0 ハンカク'],
  ['case', 'Straße ΣΟΦΟΣ ΟΔΟΣ', 'strasse σοφοσ οδοσ'],
  ['accents, composed and not', 'École e\u0301t\u00e9 Łódź ÆØ', 'ecole ete lodz aeo'],
  ['letters that only look accented', 'мой її ガギ', 'мой її ガギ'],
  ['簡 and 繁', '頭髮與發展 皇后與後面 臺灣裏裡', '头发与发展 皇后与后面 台湾里里'],
  ['both written forms of rare characters', '馀下 餘下 锺 鍾', '余下 余下 钟 钟'],
  ['着 and 著, which are two words', '着 著', '着 著'],
  ['compatibility forms', '①㈱ﬁ…㎞ ㊗', '1(株)fi...km 祝'],
  ['signs after a word', 'Threadloft™', 'threadloft™'],
  ['voiced half-width kana', 'ｶﾞｷﾞ', 'ガギ'],
  ['hangul in letters', '\u1112\u1161\u11ab', '한'],
  ['curly quotation marks', '“don’t”', '"don\'t"'],
  ['unseen characters', 'soft\u00adhyphen zero\u200bwidth ❤\ufe0f \ufeff.', 'softhyphen zerowidth ❤ .'],
  ['white space of all kinds', 'a \t\r\n\u00a0\u3000\u0000b', 'a b'],
  ['Extension B and emoji', '𠮷野家👍🏽', '𠮷野家👍🏽'],
  ['half a surrogate pair', 'a\ud842b', 'a\ufffdb'],
])('folds %s', (_what, text, folded) => {
  expect(fold(text)).toBe(folded)
})

test('folding twice is folding once', () => {
  const once = fold('ＧＩＴ 頭髮 Straße ①㈱ﬁ… ｶﾞ İstanbul \u1112\u1161')
  expect(fold(once)).toBe(once)
})

test('every folded unit knows the piece of the original it came from', () => {
  const text = '𠮷㈱e\u0301\u200b　 後'
  const folded = foldWithPositions(text)
  const origins = Array.from(folded.text, (_unit, index) => text.slice(folded.starts[index], folded.ends[index]))
  expect({ text: folded.text, origins: origins.slice(1) }).toEqual({
    text: '𠮷(株)e 后',
    // The pair's second unit follows; then ㈱ thrice.
    origins: ['𠮷', '㈱', '㈱', '㈱', 'e\u0301', '　 '].slice(0, 6),
  })
})

test('a heap of marks on one letter is folded in bounded steps', () => {
  expect(fold(`a${'\u0301'.repeat(100_000)}b`)).toBe('ab')
})

test('each kind of folding can be left out', () => {
  const text = 'Ａé後B'
  const without = (kind: keyof typeof fullFolding) => fold(text, { ...fullFolding, [kind]: false })
  expect({
    case: without('case'),
    accents: without('accents'),
    width: without('width'),
    han: without('han'),
  }).toEqual({ case: 'Ae后B', accents: 'aé后b', width: 'ａe后b', han: 'ae後b' })
})
