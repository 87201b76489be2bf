/* Whatever is imported, in whatever order, what a person wrote stays with the post it was written on. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinThreads, splitThread } from '../../../src/core/library/join-threads.ts'
import { markPost, markThreads, setNote } from '../../../src/core/library/mark-threads.ts'
import { noteReading } from '../../../src/core/library/note-reading.ts'
import { undoAction } from '../../../src/core/library/undo-action.ts'
import { openForWriting } from '../../../src/core/store/open.ts'
import type { WritableDB } from '../../../src/core/store/sql.ts'
import { dumpLibrary } from '../../support/dump-library.ts'
import { saveOf, visit } from '../../support/made-forum.ts'
import type { Save } from '../../support/made-pages.ts'
import { importSave, temporaryFolder } from '../../support/made-pages.ts'

const runs = Number(process.env['THREADLOFT_PROPERTY_RUNS'] ?? 40)

/** Imports a save, or does something to one of the things there are. */
type Step = { readonly import: number } | { readonly mark: 'note' | 'star' | 'tag' | 'read'; readonly at: number }
type HandStep = { readonly hand: 'join' | 'split'; readonly at: number; readonly with: number }

const step = fc.oneof(
  fc.record({ import: fc.nat(6) }),
  fc.record({ mark: fc.constantFrom('note' as const, 'star', 'tag', 'read'), at: fc.nat(30) }),
)
const handStep = fc.record({ hand: fc.constantFrom('join' as const, 'split'), at: fc.nat(30), with: fc.nat(30) })
const visits = fc.array(visit, { minLength: 3, maxLength: 7 })

interface PostNow {
  readonly id: number
  readonly threadId: number
  readonly floor: number
  readonly author: string
}

const postsNow = (db: WritableDB): PostNow[] =>
  db
    .prepare<[], PostNow>(
      `SELECT post.id, thread_id AS threadId, floor, author_name AS author FROM post ORDER BY thread_id, position, post.id`,
    )
    .all()

const textsOf = (db: WritableDB, postId: number): string[] =>
  db.prepare<[number], string>('SELECT text FROM post_version WHERE post_id = ?').pluck().all(postId)

const minute = (index: number): string => new Date(Date.UTC(2024, 6, 1, 0, index)).toISOString()

function withLibrary<Value>(work: (db: WritableDB) => Value): Value {
  const db = openForWriting(temporaryFolder())
  try {
    // One transaction for all: what is tried here is not the disk.
    return db.transaction(() => work(db))()
  } finally {
    db.close()
  }
}

interface Written {
  readonly text: string
  readonly floor: number
  readonly author: string
  readonly texts: readonly string[]
}

/** Goes through the steps and answers every note that was written, with what it was written on. */
function goThrough(db: WritableDB, saves: readonly Save[], steps: readonly Step[]): Written[] {
  const written: Written[] = []
  for (const [index, step] of steps.entries()) {
    if ('import' in step) {
      importSave(db, saves[step.import % saves.length]!)
      continue
    }
    const posts = postsNow(db)
    const post = posts[step.at % Math.max(1, posts.length)]
    if (!post) continue
    const { id, threadId, floor, author } = post
    if (step.mark === 'tag') markThreads(db, [threadId], { addTags: [`tag ${index}`], star: true }, minute(index))
    else if (step.mark === 'star') markPost(db, id, { star: true }, minute(index))
    else if (step.mark === 'read')
      noteReading(db, { threadId, lastPostId: id, highestPostId: id, day: '2024-07-01', posts: 1 }, minute(index))
    else {
      const note = db.prepare<[number], string>('SELECT note FROM mark WHERE post_id = ?').pluck().get(id)
      const text = `note ${index}.`
      setNote(db, { threadId, postId: id, text: note ? `${note}\n${text}` : text }, minute(index))
      written.push({ text, floor, author, texts: textsOf(db, id) })
    }
  }
  return written
}

/** The post that each note is on now: its floor and author, and whether it still says what it said. */
function found(db: WritableDB, written: readonly Written[]): unknown[] {
  const marks = db
    .prepare<[], { note: string; postId: number | null; floor: number | null; author: string | null }>(
      `SELECT note, post_id AS postId, floor, author_name AS author FROM mark LEFT JOIN post ON post.id = post_id
       WHERE note IS NOT NULL`,
    )
    .all()
  return written.map(({ text, texts }) =>
    marks
      .filter(mark => mark.note.includes(text))
      .map(({ postId, floor, author }) => ({
        floor,
        author,
        saysTheSame: postId !== null && textsOf(db, postId).some(now => texts.includes(now)),
      })),
  )
}

test('any imports keep every note on the post it was written on', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(visits, fc.array(step, { minLength: 6, maxLength: 20 }), (made, steps) => {
      const saves = made.map(saveOf)
      withLibrary(db => {
        const written = goThrough(db, saves, steps)
        for (const save of saves) importSave(db, save)
        expect(found(db, written)).toEqual(written.map(({ floor, author }) => [{ floor, author, saysTheSame: true }]))
        expect(db.pragma('foreign_key_check')).toEqual([])
      })
    }),
    { numRuns: runs },
  )
})

test('any imports keep every tag and star of a thread, and every star of a post', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(visits, fc.array(step, { minLength: 6, maxLength: 20 }), (made, steps) => {
      const saves = made.map(saveOf)
      withLibrary(db => {
        goThrough(db, saves, steps)
        const count = (text: string): number => db.prepare<[], number>(text).pluck().get()!
        const tags = count('SELECT count(DISTINCT tag_id) FROM thread_tag')
        const hasStar = count('SELECT count(*) > 0 FROM mark WHERE post_id IS NOT NULL AND starred_at IS NOT NULL')
        const hasRead = count('SELECT count(*) > 0 FROM reading')
        for (const save of saves.toReversed()) importSave(db, save)
        expect([
          count('SELECT count(DISTINCT tag_id) FROM thread_tag'),
          count('SELECT count(*) > 0 FROM mark WHERE post_id IS NOT NULL AND starred_at IS NOT NULL'),
          count('SELECT count(*) > 0 FROM reading WHERE last_post_id IS NOT NULL AND highest_post_id IS NOT NULL'),
        ]).toEqual([tags, hasStar, hasRead])
      })
    }),
    { numRuns: runs },
  )
})

/** Joins or splits, where there is something to; whether it did. */
function byHand(db: WritableDB, { hand, at, with: other }: HandStep, now: string): boolean {
  const threads = db.prepare<[], number>('SELECT id FROM thread WHERE post_count > 0 ORDER BY id').pluck().all()
  const one = threads[at % threads.length]!
  if (hand === 'join') {
    const two = threads[other % threads.length]!
    if (one === two) return false
    joinThreads(db, one, [two], now)
    return true
  }
  const pages = db.prepare<[number], number>('SELECT id FROM page WHERE thread_id = ? ORDER BY id').pluck().all(one)
  if (pages.length < 2) return false
  splitThread(db, one, [pages[other % pages.length]!], now)
  return true
}

/** What was marked, in words that outlive row numbers. */
const ownWords = (db: WritableDB): unknown => [
  db
    .prepare(
      `SELECT mark.thread_id, post.floor, author_name, starred_at, note FROM mark LEFT JOIN post ON post.id = post_id
       WHERE coalesce(starred_at, note) IS NOT NULL ORDER BY mark.thread_id, floor, author_name, starred_at, note`,
    )
    .all(),
  db.prepare('SELECT * FROM thread_tag ORDER BY 1, 2').all(),
  db
    .prepare(
      `SELECT reading.thread_id, last.floor AS l, furthest.floor AS f, times, read_at FROM reading
         LEFT JOIN post AS last ON last.id = last_post_id LEFT JOIN post AS furthest ON furthest.id = highest_post_id
       ORDER BY 1`,
    )
    .all(),
  db.prepare('SELECT * FROM reading_day WHERE posts <> 0 ORDER BY 1, 2').all(),
]

test('joins and splits taken back, newest first, leave no trace', { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(
      visits,
      fc.array(step, { minLength: 6, maxLength: 16 }),
      fc.array(handStep, { minLength: 1, maxLength: 5 }),
      (made, steps, hands) => {
        const saves = made.map(saveOf)
        withLibrary(db => {
          for (const save of saves) importSave(db, save)
          goThrough(db, saves, steps)
          const before = [dumpLibrary(db), ownWords(db)]
          const done = hands.filter((hand, index) => byHand(db, hand, minute(100 + index)))
          for (const index of done.keys()) undoAction(db, null, minute(200 + index))
          expect([dumpLibrary(db), ownWords(db)]).toEqual(before)
        })
      },
    ),
    { numRuns: runs },
  )
})

test(
  'what was joined and split stays so, whatever is imported later and in whatever order',
  { timeout: 300_000 },
  () => {
    fc.assert(
      fc.property(
        visits.chain(made => {
          const saves = made.map(saveOf)
          return fc.tuple(
            fc.constant(saves),
            fc.shuffledSubarray(saves, { minLength: saves.length, maxLength: saves.length }),
          )
        }),
        fc.nat(6),
        fc.array(handStep, { minLength: 1, maxLength: 3 }),
        ([saves, shuffled], first, hands) => {
          const early = saves.slice(0, 1 + (first % saves.length))
          const libraryOf = (later: readonly Save[]): unknown =>
            withLibrary(db => {
              for (const save of early) importSave(db, save)
              hands.forEach((hand, index) => byHand(db, hand, minute(index)))
              for (const save of later) importSave(db, save)
              return dumpLibrary(db)
            })
          expect(libraryOf(shuffled)).toEqual(libraryOf(saves))
        },
      ),
      { numRuns: runs },
    )
  },
)
