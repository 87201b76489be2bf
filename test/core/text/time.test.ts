import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromIso, fromUnixSeconds, isoOf, readTime } from '../../../src/core/text/time.ts'

/** A Wednesday. */
const savedAt = new Date('2024-05-01T12:00:00Z')
const at = (text: string, order?: 'day-first'): [string, string, boolean] | null => {
  const time = readTime(text, { savedAt, ...(order ? { order } : {}) })
  return time && [time.at, time.precision, time.derived]
}

describe('readTime', () => {
  it.each([
    ['2013-3-13 16:41', '2013-03-13T16:41'],
    ['发表于 2020-2-19 19:19:11', '2020-02-19T19:19:11'],
    ['发表于: 2021-09-01', '2021-09-01'],
    ['2010年1月2日 下午 3:04', '2010-01-02T15:04'],
    ['2010-1-2 上午 12:04', '2010-01-02T00:04'],
    ['2008-5-6 04:44 PM', '2008-05-06T16:44'],
    ['2010/01/02(土) 03:04:05.67', '2010-01-02T03:04:05'],
    ['2023/01/31(火) 20:08:59.33 ID:GsrOI2Je0', '2023-01-31T20:08:59'],
    ['2010年1月2日 16時41分', '2010-01-02T16:41'],
    ['2011. 5. 3. 오후 3:04', '2011-05-03T15:04'],
    ['民國100年5月6日 12:30', '2011-05-06T12:30'],
    ['2011-04-24, 22:37:00', '2011-04-24T22:37:00'],
    ['asked 2008-07-31 21:42:52Z', '2008-07-31T21:42:52Z'],
    ['2012-03-04 05:06 (GMT+8)', '2012-03-04T05:06+08:00'],
    ['2012-03-04T05:06:07+01:00', '2012-03-04T05:06:07+01:00'],
    ['2012-03-04 05:06 - 12 replies', '2012-03-04T05:06'],
    ['2012-03-04 25:61', '2012-03-04'],
    ['Jan 5 2012 03:04 pm', '2012-01-05T15:04'],
    ['Mon Jun 02, 2003 6:23 am', '2003-06-02T06:23'],
    ['Fri Mar 18 20:52:50 2016', '2016-03-18T20:52:50'],
    ['January 9th, 2016, 2:30 am', '2016-01-09T02:30'],
    ['December 12, 2009, 02:11:37 PM', '2009-12-12T14:11:37'],
    ['Nov 14, 2015 at 4:23 AM', '2015-11-14T04:23'],
    ['07 December 2015 - 12:15 AM', '2015-12-07T00:15'],
    ['10-August-2011 20:18', '2011-08-10T20:18'],
    ['Sep 20, 2012 11:16', '2012-09-20T11:16'],
    ['12 Jan 2018, 12:15', '2018-01-12T12:15'],
    ['24 Aug 2020 04:27', '2020-08-24T04:27'],
    ['July 25, 2007', '2007-07-25'],
    ['martedì 21 gennaio 2020, 14:24', '2020-01-21T14:24'],
    ['27. September 2018', '2018-09-27'],
    ['10. April 2020 um 07:38 Uhr', '2020-04-10T07:38'],
    ['5 février 2010 à 14h32', '2010-02-05T14:32'],
    ['1er août 2010 14:32', '2010-08-01T14:32'],
    ['3 de marzo de 2011 a las 10:15', '2011-03-03T10:15'],
    ['12 de outubro de 2012 às 08:09', '2012-10-12T08:09'],
    ['4 maart 2009 om 21:10', '2009-03-04T21:10'],
    ['Вск 27 Янв 2013 22:12:50', '2013-01-27T22:12:50'],
    ['17 октября 2014 г. 09:05', '2014-10-17T09:05'],
    ['27/10/16 Чтв 15:58:45', '2016-10-27T15:58:45'],
    ['30/11/16 Срд 09:58:33', '2016-11-30T09:58:33'],
    ['10/02/25(木)21:11:39', '2010-02-25T21:11:39'],
    ['03/17/11(Thu)17:42', '2011-03-17T17:42'],
    ['04-25-2015, 09:47 PM', '2015-04-25T21:47'],
    ['12-17-2020, 12:02 AM', '2020-12-17T00:02'],
    ['03.04.2011, 14:17', '2011-04-03T14:17'],
    ['26/05/20', '2020-05-26'],
    ['3/4/99', '1999-03-04'],
    ['12:33 PM, May 5, 2010', '2010-05-05T12:33'],
    ['14:32, 05.03.2010', '2010-03-05T14:32'],
    ['Fri, 13 Apr 2007 14:04:05 +0200', '2007-04-13T14:04:05+02:00'],
  ])('%s', (text, expected) => {
    const precision = expected.length < 11 ? 'day' : /T\d\d:\d\d:\d\d/.test(expected) ? 'second' : 'minute'
    expect(at(text)).toEqual([expected, precision, false])
  })

  it.each([
    ['半小时前', '2024-05-01T11:30Z', 'minute'],
    ['3 分钟前', '2024-05-01T11:57Z', 'minute'],
    ['2個小時前', '2024-05-01T10:00Z', 'minute'],
    ['1小时5分钟前', '2024-05-01T10:55Z', 'minute'],
    ['3 天前', '2024-04-28', 'day'],
    ['两周前', '2024-04-17', 'day'],
    ['刚刚', '2024-05-01T12:00Z', 'minute'],
    ['昨天 12:30', '2024-04-30T12:30', 'minute'],
    ['发表于 前天 08:05', '2024-04-29T08:05', 'minute'],
    ['今天 上午 09:12', '2024-05-01T09:12', 'minute'],
    ['half an hour ago', '2024-05-01T11:30Z', 'minute'],
    ['an hour ago', '2024-05-01T11:00Z', 'minute'],
    ['38 secs ago', '2024-05-01T11:59Z', 'minute'],
    ['4 hours ago', '2024-05-01T08:00Z', 'minute'],
    ['1 day ago', '2024-04-30', 'day'],
    ['3 yr. ago', '2021', 'year'],
    ['2 months ago', '2024-03', 'month'],
    ['vor 3 Stunden', '2024-05-01T09:00Z', 'minute'],
    ['il y a 2 jours', '2024-04-29', 'day'],
    ['hace 5 minutos', '2024-05-01T11:55Z', 'minute'],
    ['3 часа назад', '2024-05-01T09:00Z', 'minute'],
    ['3時間前', '2024-05-01T09:00Z', 'minute'],
    ['Today at 09:03:11 PM', '2024-05-01T21:03:11', 'second'],
    ['Yesterday, 03:15 PM', '2024-04-30T15:15', 'minute'],
    ['Gestern, 14:02', '2024-04-30T14:02', 'minute'],
    ['Aujourd’hui à 10:02', '2024-05-01T10:02', 'minute'],
    ['Hoy, 10:02', '2024-05-01T10:02', 'minute'],
    ['Вчера в 10:02', '2024-04-30T10:02', 'minute'],
    ['Freitag um 06:28 Uhr', '2024-04-26T06:28', 'minute'],
    ['Wednesday at 5:12 PM', '2024-04-24T17:12', 'minute'],
    ['18 Июн, 06:21', '2023-06-18T06:21', 'minute'],
    ['On Apr 24', '2024-04-24', 'day'],
    ['March 30', '2024-03-30', 'day'],
    ['3月5日', '2024-03-05', 'day'],
    ['05-12 10:33', '2023-05-12T10:33', 'minute'],
  ])('%s, told from the saving time', (text, expected, precision) => {
    expect(at(text)).toEqual([expected, precision, true])
    expect(readTime(text, { savedAt: null })).toBeNull()
  })

  it.each([
    ['July 2016', '2016-07'],
    ['2016年7月', '2016-07'],
  ])('%s is a month', (text, expected) => {
    expect(at(text)).toEqual([expected, 'month', false])
  })

  it('takes 3/4/2012 as the context says, and never when the order cannot be', () => {
    expect([
      at('3/4/2012 10:00'),
      at('3/4/2012 10:00', 'day-first'),
      at('13/4/2012'),
      at('4/13/2012', 'day-first'),
    ]).toEqual([
      ['2012-03-04T10:00', 'minute', false],
      ['2012-04-03T10:00', 'minute', false],
      ['2012-04-13', 'day', false],
      ['2012-04-13', 'day', false],
    ])
  })

  it('resolves against the forum’s own clock without claiming a zone', () => {
    const clock = { savedAt: new Date('2021-05-07T16:29:00Z'), wallClock: true }
    expect([readTime('3 小时前', clock)?.at, readTime('昨天 23:10', clock)?.at]).toEqual([
      '2021-05-07T13:29',
      '2021-05-06T23:10',
    ])
  })

  it.each([
    '',
    '楼主',
    '来自手机',
    '1394/11/27, 00:31',
    '2013-13-45',
    '2月30日 2013',
    '威望 +10',
    '192.168.1.12',
    '1.2.3',
    'version 3.4.12',
    '12:30',
    'page 3-4 of 12',
    'Posts: 1,234',
    'You may reply',
    'Sun and moon',
    'ID 2013',
    '第 12 页',
    '13800138000',
    'march of the penguins',
    'M 5 x 20',
    'Location: Mar 12',
    'version 3.4.12-beta',
    '5h',
    '1 a 2 b',
  ])('finds no time in %j', text => {
    expect(at(text)).toBeNull()
  })

  it('keeps the text as shown', () => {
    expect(readTime('  发表于 2013-3-13 16:41 ', { savedAt: null })?.text).toBe('发表于 2013-3-13 16:41')
  })

  it('gives a real date or none for any text, quickly', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('0123456789-/.: 年月日前天小时上下午at JanMä,()Чтв木')) }),
        text => {
          const time = readTime(text, { savedAt })
          if (time) expect(Number.isNaN(Date.parse(time.at))).toBe(false)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('the exact forms', () => {
  it('reads ISO attributes with their offset, and Unix seconds', () => {
    expect([
      fromIso('2024-02-03T16:43:55Z', '1 day ago')?.at,
      fromIso('2016-07-13T01:09:26+0000', 'July 2016')?.at,
      fromIso('2016-07-13', 'x')?.precision,
      fromIso('July', 'x'),
      fromUnixSeconds(1_628_270_792, 'x')?.at,
      fromUnixSeconds(0, 'x'),
    ]).toEqual(['2024-02-03T16:43:55Z', '2016-07-13T01:09:26+00:00', 'day', null, '2021-08-06T17:26:32Z', null])
  })

  it('knows which days there are', () => {
    expect([isoOf(2023, 2, 29), isoOf(2024, 2, 29)?.at, isoOf(2024, 1, 1, 24, 0), isoOf(1900, 1, 1)]).toEqual([
      null,
      '2024-02-29',
      null,
      null,
    ])
  })
})
