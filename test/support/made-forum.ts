/* A made-up forum lives on for days and is saved now and then: whole pages, copies without ids, cut pages. */
import fc from 'fast-check'
import type { PageReading, PostReading } from '../../src/core/model/reading.ts'
import type { Save } from './made-pages.ts'
import { cardReading, pageReading, postReading } from './made-pages.ts'

/** Somebody looks at a page of the forum on a day and saves it. */
export interface Visit {
  /** Threads 0 and 1 have one title. */
  readonly thread: number
  readonly day: number
  readonly page: number
  readonly pageSize: number
  readonly isCopy: boolean
  readonly isHidden: boolean
  readonly isCut: boolean
  readonly hasTime: boolean
  /** A post that the forum has deleted when it is saved, perhaps to bring it back later. */
  readonly deleted: number | null
}

const postsOfThread = [7, 4, 5]
const people = ['Ada', 'Bo', 'Cy']

/** The post as the forum shows it that day: every third is edited on day 5, and nobody keeps one card for long. */
function postOn(visit: Visit, number: number): PostReading {
  const author = (number + visit.thread) % people.length
  const isEdited = number % 3 === 1 && visit.day >= 5
  const text = `Post ${number} of thread ${visit.thread}${isEdited ? ', edited' : ''}`
  const minute = `2020-03-${String(number + 1).padStart(2, '0')}T08:${String(10 + visit.thread)}`
  const isHidden = visit.isHidden && number % 2 === 1
  return postReading({
    id: visit.isCopy ? null : String(visit.thread * 100 + number),
    floor: number + 1,
    name: people[author]!,
    // Thread 2 knows another person of each name: copies, which tell no uid, then cannot say whose a post is.
    uid: visit.isCopy ? null : String(author + 1 + (visit.thread === 2 ? 10 : 0)),
    isOpening: number === 0,
    postedAt: visit.isCopy ? minute.slice(0, 10) : minute,
    precision: visit.isCopy ? 'day' : 'minute',
    text: isHidden ? 'Answer to see this' : text,
    html: visit.isCopy ? `<p>${text}</p>` : `<div>${text}</div>`,
    hidden: isHidden ? [{ reason: 'answer', text: 'Answer to see this' }] : [],
    notices: visit.day > 7 && number === 0 ? [{ action: 'digest', by: 'Bo', at: null, text: 'Made digest' }] : [],
    card: visit.isCopy ? null : cardReading({ name: people[author]!, postCount: 10 + visit.day }),
  })
}

/** What a visit saves. */
export function saveOf(visit: Visit): Save {
  const start = visit.page * visit.pageSize
  const all = Array.from({ length: postsOfThread[visit.thread]! }, (_, number) => number)
  const numbers = all.slice(start, start + visit.pageSize)
  const isThere = (number: number): boolean => number !== visit.deleted
  const shown = (numbers.some(isThere) ? numbers : all.slice(0, visit.pageSize)).filter(isThere)
  const reading: PageReading = pageReading({
    board: visit.day % 2 ? { name: 'Tea', path: ['Home', 'Tea'] } : { name: 'Tea', path: ['Tea'] },
    forumName: visit.day > 6 ? 'New Lantern Forum' : 'Lantern Forum',
    thread: {
      id: visit.isCopy ? null : String(visit.thread),
      title: visit.thread === 2 ? 'Cups' : 'How to brew',
      page: shown[0] === 0 ? 1 : visit.page + 1,
      pages: Math.ceil(all.length / visit.pageSize),
      views: visit.day * 10,
      digest: visit.day > 7,
    },
    posts: shown.map(number => postOn(visit, number)),
    problems: visit.isCut ? [{ code: 'page-incomplete', message: 'cut' }] : [],
  })
  return { reading, savedAt: visit.hasTime ? `2024-01-0${visit.day}T00:00:00.000Z` : null }
}

/** One visit, of any kind. */
export const visit = fc.record<Visit>({
  thread: fc.integer({ min: 0, max: 2 }),
  day: fc.integer({ min: 1, max: 9 }),
  page: fc.integer({ min: 0, max: 2 }),
  pageSize: fc.constantFrom(2, 3, 10),
  isCopy: fc.boolean(),
  isHidden: fc.boolean(),
  isCut: fc.boolean(),
  hasTime: fc.boolean(),
  deleted: fc.option(fc.integer({ min: 1, max: 5 })),
})
