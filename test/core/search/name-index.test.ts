import { expect, test } from 'vitest'
import { NameIndex } from '../../../src/core/search/name-index.ts'
import { NameTable } from '../../../src/core/search/name-table.ts'
import { fold } from '../../../src/core/text/fold.ts'
import { loadSpelling } from '../../../src/core/text/pinyin.ts'

const spelling = await loadSpelling()

function indexOf(...names: string[]): NameIndex {
  const index = new NameIndex()
  index.reconcile(names.map((text, at) => ({ id: names.length - at, text })))
  index.takeSpellings(index.unspelt(Infinity).map(name => ({ ...name, spelt: spelling(name.folded) })))
  return index
}

function found(index: NameIndex, names: readonly string[], text: string): (string | undefined)[] {
  const fits = [...index.fitting(fold(text).trim(), spelling)].sort((one, other) => one[1] - other[1])
  return fits.map(([id]) => names[names.length - id])
}

const names = [
  '工会天地',
  'Git 入门與參考',
  '中国工会今日',
  'Digital cameras',
  'git',
  'laofan',
  'GitHub 工会',
  'Kubernetes cluster',
  '重庆银行',
  '游戏公司',
]
const index = indexOf(...names)

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
  ['misspelt words beside right ones', 'kubernets clus', ['Kubernetes cluster']],
  ['misspelt words only when all of them resemble', 'kubernets camera', []],
  ['Chinese by its pinyin', 'gonghui', ['GitHub 工会', '工会天地', '中国工会今日']],
  ['the beginning of a pinyin that is being typed', 'zhongguog', ['中国工会今日']],
  ['pinyin word by word, with Latin words', 'github gong', ['GitHub 工会']],
  ['pinyin from the beginning of a syllable only', 'onghui', []],
  ['a character with several readings as its word says it', 'chongqing', ['重庆银行']],
  ['initials', 'zggh', ['中国工会今日']],
  ['initials that begin within', 'yh', ['重庆银行']],
  ['characters that sound alike', '公会天地', ['工会天地']],
  ['nothing for nothing', '  ', []],
  ['nothing for what is not there', '没有', []],
])('finds %s', (_what, text, expected) => {
  expect(found(index, names, text)).toEqual(expected)
})

test('names that are added, changed or gone are seen by comparing', () => {
  const changing = indexOf('Kubernetes', 'laofan', '工会')
  changing.reconcile([
    { id: 4, text: '新来的' },
    { id: 3, text: 'Containers' },
    { id: 1, text: '工会' },
  ])
  const ids = (text: string) => [...changing.fitting(text, null).keys()]
  expect([ids('kubernetis'), ids('containrs'), ids('laofan'), ids('gonghui'), ids('新'), changing.size]).toEqual([
    [],
    [3],
    [],
    [1],
    [4],
    3,
  ])
})

test('a table that was written and read finds the same; columns that do not fit are refused', () => {
  const table = index.whole()
  const restored = new NameIndex()
  restored.restore(NameTable.from(table.written))
  expect(found(restored, names, 'zggh')).toEqual(['中国工会今日'])
  const [ids, texts, folded, spelt] = table.written
  expect(() => NameTable.from([ids, texts, folded.slice(0, -3), spelt])).toThrow('do not fit')
})

test('a term is a whole word where it is Latin, as in a search', () => {
  expect([index.holding('git'), index.holding('git*').length, index.holding('公司')]).toEqual([[9, 6], 3, [1]])
})
