import { expect, test } from 'vitest'
import { findMarks, termOf } from '../../../src/core/text/marks.ts'
import { snippetOf } from '../../../src/core/text/snippet.ts'

const marked = (text: string, terms: string[]) => findMarks(text, terms).map(({ start, end }) => text.slice(start, end))

test.each([
  ['a piece of a Chinese text, wherever it stands', '中国工会，工会', ['工会'], ['工会', '工会']],
  ['the other written form', '頭髮与髮型', ['发'], ['髮', '髮']],
  ['whole words only', 'git legit gitlab GIT的', ['git'], ['git', 'GIT']],
  ['an open end to the end of the word', 'word world sword', ['wor*'], ['word', 'world']],
  ['a star that is meant', 'a* ab', [termOf('a*', false)], ['a*']],
  ['a phrase over a line break', 'Hello\n  World', ['hello world'], ['Hello\n  World']],
  ['the whole of a character that folds into several', '山田㈱です', ['株'], ['㈱']],
  ['a letter with its accent', 'cafe\u0301 x', ['cafe'], ['cafe\u0301']],
  ['surrogate pairs whole', 'a𠮷b👍🏽', ['𠮷', '👍'], ['𠮷', '👍']],
  ['overlapping terms once', '中国工会天地', ['国工会', '工会天'], ['国工会天']],
  ['repetitions as a reader counts them', '哈哈哈哈哈', ['哈哈'], ['哈哈', '哈哈']],
  ['nothing for an empty term', 'abc', ['', '*', ' '], []],
])('marks %s', (_what, text, terms, expected) => {
  expect(marked(text, terms)).toEqual(expected)
})

test('a snippet shows the densest place, with every match marked', () => {
  const text = `工会${'啊'.repeat(300)}工会和工会\n\u3000\u3000今天${'呢'.repeat(300)}`
  expect(snippetOf(text, ['工会'], 20)).toEqual([
    { text: '…啊啊啊啊啊', mark: false },
    { text: '工会', mark: true },
    { text: '和', mark: false },
    { text: '工会', mark: true },
    { text: ' 今天呢呢呢呢呢…', mark: false },
  ])
})

test('a short text is its own snippet; without matches a long one shows its beginning', () => {
  expect([snippetOf('  短文\n', ['没有']), snippetOf('头'.repeat(50), [], 5), snippetOf('', ['x'])]).toEqual([
    [{ text: '短文', mark: false }],
    [{ text: '头头头头头…', mark: false }],
    [],
  ])
})

test('a snippet never cuts a character from itself or from what sits on it', () => {
  const cut: string[] = []
  for (const [text, broken] of [
    ['𠮷'.repeat(40), /^[\udc00-\udfff]|[\ud800-\udbff]$/],
    ['👍🏽'.repeat(40), /^🏽|[\ud800-\udbff]$|👍$/u],
    ['e\u0301'.repeat(80), /^\u0301|e$/u],
  ] as const) {
    for (let length = 1; length < 40; length++) {
      for (const part of snippetOf(`${text}工会${text}`, ['工会'], length)) {
        const bare = part.text.replaceAll('…', '')
        if (broken.test(bare)) cut.push(bare)
      }
    }
  }
  expect(cut).toEqual([])
})
