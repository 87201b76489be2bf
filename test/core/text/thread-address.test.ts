import { describe, expect, test } from 'vitest'
import { addressOfPage, showsAPart } from '../../../src/core/text/thread-address.ts'

const at = (page: number, path: string): { page: number; url: string } => ({
  page,
  url: `https://forum.example/${path}`,
})

describe('the address of another page, by the addresses that are known', () => {
  test.each([
    ['Discuz!', [at(1, 'thread-88-1-1.html')], 4, 'thread-88-4-1.html'],
    [
      'Discuz! from a later page, opened from page 3 of its list',
      [at(2, 'thread-88-2-3.html')],
      4,
      'thread-88-4-3.html',
    ],
    ['Discuz! with a query', [at(1, 'forum.php?mod=viewthread&tid=88')], 4, 'forum.php?mod=viewthread&tid=88&page=4'],
    [
      'Discuz! with a query and a page in it',
      [at(2, 'forum.php?mod=viewthread&tid=88&extra=page%3D1&page=2')],
      4,
      'forum.php?mod=viewthread&tid=88&extra=page%3D1&page=4',
    ],
    ['phpwind', [at(1, 'read.php?tid=88')], 4, 'read.php?tid=88&page=4'],
    ['phpwind, written as a path', [at(1, 'read.php?tid-88.html')], 4, 'read.php?tid-88-page-4.html'],
    ['phpwind, static', [at(2, 'read-htm-tid-88-page-2.html')], 4, 'read-htm-tid-88-page-4.html'],
    ['phpBB by a later page', [at(3, 'viewtopic.php?f=2&t=88&start=30')], 4, 'viewtopic.php?f=2&t=88&start=45'],
    ['vBulletin', [at(1, 'showthread.php?t=88')], 4, 'showthread.php?t=88&page=4'],
    ['vBulletin by one of its posts', [at(1, 'showthread.php?t=88&p=900#post900')], 4, 'showthread.php?t=88&page=4'],
    ['vBulletin 4', [at(1, 'showthread.php?88-Lamps')], 4, 'showthread.php?88-Lamps/page4'],
    ['MyBB', [at(2, 'showthread.php?tid=88&page=2')], 4, 'showthread.php?tid=88&page=4'],
    ['MyBB, static', [at(1, 'thread-88.html')], 4, 'thread-88-page-4.html'],
    ['XenForo', [at(1, 'threads/old-lamps.88/')], 4, 'threads/old-lamps.88/page-4'],
    ['XenForo by a later page', [at(2, 'threads/old-lamps.88/page-2')], 4, 'threads/old-lamps.88/page-4'],
    ['SMF by a later page', [at(2, 'index.php?topic=88.15')], 4, 'index.php?topic=88.45'],
    ['Invision', [at(2, 'topic/88-old-lamps/page/2/')], 4, 'topic/88-old-lamps/page/4/'],
    ['Vanilla', [at(1, 'discussion/88/old-lamps')], 4, 'discussion/88/old-lamps/p4'],
    ['Discourse', [at(1, 't/old-lamps/88')], 4, 't/old-lamps/88?page=4'],
    ['an unknown forum by a later page', [at(2, 'show/88?pagenumber=2'), at(3, 'show/88?page=3')], 3, 'show/88?page=3'],
  ])('%s', (_name, known, page, path) => {
    expect(addressOfPage(known, page, null)).toBe(`https://forum.example/${path}`)
  })

  test('where addresses count posts, the size of a page must be known or seen', () => {
    const first = [at(1, 'viewtopic.php?t=88')]
    expect([addressOfPage(first, 3, null), addressOfPage(first, 3, 15)]).toEqual([
      null,
      'https://forum.example/viewtopic.php?t=88&start=30',
    ])
  })

  test('the first page, found from a later one', () => {
    expect(addressOfPage([at(3, 'viewtopic.php?t=88&start=30')], 1, null)).toBe(
      'https://forum.example/viewtopic.php?t=88&start=0',
    )
  })

  test('rather none than a wrong one: addresses that do not agree with a guess, or that nobody knows to write', () => {
    expect([
      // Page 621 saved under the address of the first page.
      addressOfPage([at(621, 'index.php?topic=602.0')], 2, 20),
      addressOfPage([at(2, 'showthread.php?t=88&page=2'), at(3, 'showthread.php?t=88&page=7')], 4, null),
      addressOfPage([at(2, 'viewtopic.php?t=88&start=15'), at(3, 'viewtopic.php?t=88&start=40')], 4, null),
      addressOfPage([at(1, 'my-own-forum/lamps')], 2, null),
      addressOfPage([], 2, null),
    ]).toEqual([null, null, null, null, null])
  })
})

test('addresses that show one author only are told from those that show the thread', () => {
  expect(
    [
      'forum.php?mod=viewthread&tid=8&page=1&authorid=77',
      'read.php?tid=8&uid=77',
      'p/123?see_lz=1',
      'C.php?bsn=1&snA=2&s_author=ada',
    ].map(showsAPart),
  ).toEqual([true, true, true, true])
  expect(
    [
      'forum.php?mod=viewthread&tid=8&extra=page%3D1%26filter%3Dtypeid',
      'forum.php?mod=viewthread&tid=8&authorid=0',
      'read.php?tid=8&fpage=2',
      'p/123?see_lz=0',
    ].map(showsAPart),
  ).toEqual([false, false, false, false])
})
