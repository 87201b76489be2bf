import { expect, test } from 'vitest'
import { NameIndex } from '../../../src/core/search/name-index.ts'

function indexOf(...names: string[]) {
  const index = new NameIndex()
  index.update(names.map((text, at) => ({ key: String(at), text })))
  return (text: string, limit = 10) => index.suggest(text, limit).map(entry => entry.text)
}

const suggest = indexOf(
  '工会天地',
  'Git 入门與參考',
  '中国工会今日',
  'Digital cameras',
  'git',
  'laofan',
  'GitHub 工会',
  'Kubernetes cluster',
)

test.each([
  [
    'a piece of a Chinese name, beginnings first, then the shorter',
    '工会',
    ['工会天地', '中国工会今日', 'GitHub 工会'],
  ],
  ['one character in the other written form', '与', ['Git 入门與參考']],
  [
    'the whole name, then beginnings, then the inside of words',
    'git',
    ['git', 'Git 入门與參考', 'GitHub 工会', 'Digital cameras'],
  ],
  ['several words in any order', '入门 git', ['Git 入门與參考']],
  ['a misspelt Latin word', 'kubernets', ['Kubernetes cluster']],
  ['misspelt words only when all of them resemble', 'kubernets camera', []],
  ['nothing for nothing', '  ', []],
  ['nothing for what is not there', '没有', []],
])('suggests %s', (_what, text, expected) => {
  expect(suggest(text)).toEqual(expected)
})

test('an update replaces what was there, misspellings included', () => {
  const index = new NameIndex()
  index.update([{ key: 'a', text: 'Kubernetes' }])
  const before = index.suggest('kubernetis', 5).length
  index.update([{ key: 'a', text: 'Containers' }])
  expect([before, index.suggest('kubernetis', 5), index.suggest('containrs', 5)]).toEqual([
    1,
    [],
    [{ key: 'a', text: 'Containers' }],
  ])
})
