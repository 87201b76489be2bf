import { expect, test } from 'vitest'
import { emptyItem, reasonOf } from '../../../src/core/library/import-item.ts'
import { reportCsv } from '../../../src/core/library/import-table.ts'
import { ThreadloftError } from '../../../src/core/errors.ts'

const tooSlow = emptyItem(
  'a, "b".html',
  'failed',
  reasonOf(new ThreadloftError('page-too-slow', { path: 'a.html', seconds: 10 })),
  42,
)

test('a table tells every reason in the person’s language, with its numbers', () => {
  const reasons = (['en', 'zh-Hans', 'zh-Hant'] as const).map(locale => reportCsv([tooSlow], locale).split('\r\n')[1])
  expect(reasons).toEqual([
    '"a, ""b"".html",failed,page-too-slow,Reading this page took longer than 10 seconds and was stopped. Its bytes are kept.,,,0,0,0,42,',
    '"a, ""b"".html",failed,page-too-slow,读取这一页超过 10 秒，已停止。它的原始内容已保留。,,,0,0,0,42,',
    '"a, ""b"".html",failed,page-too-slow,讀取這一頁超過 10 秒，已停止。它的原始內容已保留。,,,0,0,0,42,',
  ])
})

test('no file name becomes a formula of a spreadsheet', () => {
  const names = ['=1+1.html', '@home.html', '-x.html', '+y.html'].map(name => emptyItem(name, 'imported', null))
  const cells = reportCsv(names, 'en').split('\r\n').slice(1, 5)
  expect(cells.map(line => line.split(',')[0])).toEqual(["'=1+1.html", "'@home.html", "'-x.html", "'+y.html"])
})
