import { expect, test } from 'vitest'
import { clause, clausesOf, withClause, withoutClause } from '../../src/renderer/state/query-clauses.ts'

test('a value of several words or with signs of the language is quoted', () => {
  expect([clause('author', 'laofan'), clause('board', '渡口 夜话'), clause('forum', '"A" (B)')]).toEqual([
    'author:laofan',
    'board:"渡口 夜话"',
    'forum:"A  (B)"',
  ])
})

test('what is added is shown as a chip and taken out as it was put in', () => {
  const narrowed = withClause(withClause('水塔 河边', 'author:"zj 66"'), 'date:2021')
  expect([narrowed, clausesOf(narrowed), withoutClause(narrowed, 'author:"zj 66"')]).toEqual([
    '水塔 河边 author:"zj 66" date:2021',
    ['author:"zj 66"', 'date:2021'],
    '水塔 河边 date:2021',
  ])
})

test('a choice between words is narrowed as a whole', () => {
  expect(withClause('水塔 OR 石狮子', 'has:image')).toBe('(水塔 OR 石狮子) has:image')
})

test('fields within brackets, phrases and choices are no chips', () => {
  expect([clausesOf('(author:a 水塔)'), clausesOf('"author:a"'), clausesOf('author:a OR author:b')]).toEqual([
    [],
    [],
    [],
  ])
})

test('adding twice adds once', () => {
  expect(withClause('水塔 has:image', 'has:image')).toBe('水塔 has:image')
})
