import { expect, test } from 'vitest'
import { m } from '../../src/messages/generated/messages.js'
import { localeOf } from '../../src/renderer/state/locale.svelte.ts'
import { stretches } from '../../src/renderer/features/thread/words.ts'
import { momentInWords, precisionOf } from '../../src/renderer/ui/moment.ts'

test('what is counted has the form and the separators of its language', () => {
  const told = ([1, 12_345] as const).flatMap(count =>
    (['en', 'zh-Hant'] as const).map(locale => m.threads_posts({ count }, { locale })),
  )
  expect(told).toEqual(['1 post', '1 則', '12,345 posts', '12,345 則'])
})

test('page numbers are told in stretches', () => {
  expect([stretches([7, 1, 2, 3, 5, 8, 9]), stretches([])]).toEqual(['1–3, 5, 7–9', ''])
})

test('a forum time is shown as exactly as it is known, and never shifted', () => {
  expect([
    momentInWords('2012', 'en'),
    momentInWords('2012-03', 'en'),
    momentInWords('2012-03-20', 'en'),
    momentInWords('2012-03-20T21:14', 'en'),
    momentInWords('2012-03-20T21:14:05', 'zh-Hans'),
    momentInWords('long ago', 'en'),
  ]).toEqual(['2012', 'Mar 2012', 'Mar 20, 2012', 'Mar 20, 2012, 21:14', '2012年3月20日 21:14', 'long ago'])
})

test('the length of a time tells its precision', () => {
  const times = ['2012', '2012-03', '2012-03-20', '2012-03-20T21:14', '2012-03-20T21:14:05', '2012-03-20T21:14+08:00']
  expect(times.map(precisionOf)).toEqual(['year', 'month', 'day', 'minute', 'second', 'minute'])
})

test('every Chinese of the system gets its script', () => {
  const tags = ['zh-CN', 'zh', 'zh-Hans-SG', 'zh-TW', 'zh-HK', 'zh-Hant-MO', 'de-DE']
  expect(tags.map(localeOf)).toEqual(['zh-Hans', 'zh-Hans', 'zh-Hans', 'zh-Hant', 'zh-Hant', 'zh-Hant', 'en'])
})
