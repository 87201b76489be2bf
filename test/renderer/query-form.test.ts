import { expect, test } from 'vitest'
import { emptyForm, readForm, writeForm } from '../../src/renderer/state/query-form.ts'

test('every field of the form writes its part of the language', () => {
  expect(
    writeForm({
      words: '水塔',
      phrase: '河边 的路',
      without: '广告 "旧 闻"',
      title: '相机',
      author: '顾木匠',
      board: '渡口 夜话',
      forum: 'haitangli',
      tag: '老城',
      from: '2013',
      until: '2014-06',
      firstFloor: '1',
      lastFloor: '20',
      has: ['image'],
      is: ['starter', 'starred'],
    }),
  ).toBe(
    '水塔 "河边 的路" -广告 -"旧 闻" title:相机 author:顾木匠 board:"渡口 夜话" forum:haitangli tag:老城 date:2013..2014-06 floor:1..20 has:image is:starter is:starred',
  )
})

test('what the form wrote it reads again', () => {
  const form = {
    ...emptyForm,
    words: '水塔 石狮子*',
    phrase: '河边 的路',
    without: '广告 "旧 闻"',
    board: '渡口 夜话',
    from: '2013',
    until: '2013',
    firstFloor: '5',
    has: ['image', 'quote'],
  }
  expect(readForm(writeForm(form))).toEqual(form)
})

test('fields written by an input method and by their other names are understood', () => {
  expect(readForm('from：老乔 in:"渡口 夜话" －广告 floor:..9')).toEqual({
    ...emptyForm,
    author: '老乔',
    board: '渡口 夜话',
    without: '广告',
    lastFloor: '9',
  })
})

test('what the form has no field for stays in its words, so that writing loses nothing', () => {
  for (const query of [
    '(水塔 OR 石狮子) -author:a NOT board:b',
    'a NEAR/10 "b c"',
    'uid:7 age:<6m floor:>50',
    'a OR b has:image',
  ])
    expect([readForm(query).words, writeForm(readForm(query))]).toEqual([query, query])
})

test('a second value of a field that holds one stays in the words', () => {
  expect(writeForm(readForm('author:a "x y" author:b "z"'))).toBe('author:b "z" "x y" author:a')
})

test('a choice between words is bracketed when the form adds to it', () => {
  expect(writeForm({ ...readForm('水塔 OR 石狮子'), author: 'a' })).toBe('(水塔 OR 石狮子) author:a')
})
