import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../src/core/engines/clock.ts'
import { editWords } from '../../../src/core/engines/edit-note.ts'
import { withoutSession } from '../../../src/core/engines/forum-address.ts'
import { offsetOf } from '../../../src/core/engines/page-row.ts'
import { quotedName } from '../../../src/core/engines/quoted-name.ts'
import { vbThreadOf, vbUserOf } from '../../../src/core/engines/vbulletin-address.ts'
import { parseHtml } from '../../../src/core/text/dom.ts'
import { jalaliTime } from '../../../src/core/text/jalali.ts'

describe('words and addresses that forum programs share', () => {
  it('take the name out of a quote’s head in many languages, and none where none is', () => {
    const heads = [
      'Rowan wrote:',
      'Rowan hat geschrieben:',
      'Rowan a écrit :',
      'Originally Posted by Rowan',
      'Zitat von Rowan',
      'Quote:',
      'Code:',
      '',
    ]
    expect(heads.map(quotedName)).toEqual(['Rowan', 'Rowan', 'Rowan', 'Rowan', 'Rowan', null, null, null])
  })

  it('read who edited a post and when', () => {
    const notes = [
      'Last edited by Hazel on Sat May 08, 2021 8:02 am, edited 2 times in total.',
      'Geändert von Hazel (08.11.2009 um 13:53 Uhr)',
      '« Last Edit: April 04, 2012, 09:30:00 AM by Hazel »',
    ]
    expect(notes.map(note => editWords(note, { savedAt: null })).map(edit => [edit?.by, edit?.at])).toEqual([
      ['Hazel', '2021-05-08T08:02'],
      ['Hazel', '2009-11-08T13:53'],
      ['Hazel', '2012-04-04T09:30:00'],
    ])
  })

  it('tell the order of numeric dates by the dates themselves', () => {
    const source = '<html lang="en"></html>'
    const origin = { url: null, savedAt: null, name: 'page', isWhole: true }
    const page = { kind: 'html' as const, document: parseHtml(source), source, ...origin }
    const orders = [['25/10/2011'], ['04-25-2015'], ['05-09-2014', '06-09-2014'], ['05-09-2014', '05-10-2014'], []]
    expect(orders.map(shown => clockOf(page, shown).order)).toEqual([
      'day-first',
      'month-first',
      'day-first',
      'month-first',
      'month-first',
    ])
  })

  it('bring dates of the Iranian calendar into the common one', () => {
    const dates = ['1394/11/27, 00:31', '1399/12/30', '۱۴۰۰/۰۱/۰۱', '1394/13/01', '2015/04/25']
    expect(dates.map(date => jalaliTime(date)?.at ?? null)).toEqual([
      '2016-02-16T00:31',
      '2021-03-20',
      '2021-03-21',
      null,
      null,
    ])
  })

  it('leave session ids out of addresses and nothing else', () => {
    const id = '0123456789abcdef0123456789abcdef'
    const addresses = [
      `https://a.example/viewtopic.php?f=1&t=2&sid=${id}#p3`,
      `https://a.example/showthread.php?12-Slug&s=${id}`,
      `https://a.example/index.php?PHPSESSID=${id}&topic=1.0`,
      'https://a.example/list.php?s=kites&sid=9',
    ]
    expect(addresses.map(withoutSession)).toEqual([
      'https://a.example/viewtopic.php?f=1&t=2#p3',
      'https://a.example/showthread.php?12-Slug',
      'https://a.example/index.php?topic=1.0',
      'https://a.example/list.php?s=kites&sid=9',
    ])
  })

  it('count the posts before a page by where another page starts', () => {
    const known = [
      offsetOf(3, [{ page: 2, start: 15 }]),
      offsetOf(1, []),
      offsetOf(2, []),
      offsetOf(2, [{ page: 1, start: 0 }]),
    ]
    expect(known).toEqual([30, 0, null, null])
  })

  it('find thread and person in the addresses of vBulletin and its rewriting add-on', () => {
    const threads = ['showthread.php?t=5', 'showthread.php?77-Slug', '/threads/9-slug', '/108-board/310106-slug-3.html']
    const people = ['member.php?u=5', 'member.php?88-Name', '/members/71187_predator.html', '/36706-tate.html']
    expect([threads.map(vbThreadOf), people.map(vbUserOf)]).toEqual([
      ['5', '77', '9', '310106'],
      ['5', '88', '71187', '36706'],
    ])
  })
})
