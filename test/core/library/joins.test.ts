import { expect, test } from 'vitest'
import type { Output } from '../../../src/core/contract/index.ts'
import type { PageReading } from '../../../src/core/model/reading.ts'
import type { WritableDB } from '../../../src/core/store/sql.ts'
import { dumpLibrary } from '../../support/dump-library.ts'
import type { Save } from '../../support/made-pages.ts'
import { emptyLibrary, importSave, pageReading, postReading } from '../../support/made-pages.ts'
import type { OwnCall } from '../../support/own-calls.ts'
import { ownCalls } from '../../support/own-calls.ts'

/** A page of a thread with the floors of a span. */
function page(
  says: { id: string | null; title?: string; page?: number; floors: readonly number[]; host?: string | null },
  day = 1,
): Save {
  const { id, title = 'Tea', floors, host } = says
  const reading: PageReading = pageReading({
    ...(host === undefined ? {} : { host }),
    thread: { id, title, page: says.page ?? 1 },
    posts: floors.map(floor =>
      postReading({
        id: id === null ? null : `${id}-${floor}`,
        floor,
        floorLabel: `#${floor}`,
        name: floor % 2 ? 'Ada' : 'Bo',
        isOpening: floor === 1,
        postedAt: `2020-01-0${floor}T08:00`,
        precision: 'minute',
        text: `Floor ${floor} of ${title}`,
      }),
    ),
  })
  return { savedAt: `2024-01-0${day}T00:00:00.000Z`, reading }
}

const shown = async (ask: OwnCall): Promise<unknown> => {
  const { threads } = await ask('threads.list', { order: 'title' })
  return Promise.all(
    threads.map(async thread => ({
      id: thread.id,
      floors: (await ask('posts.range', { threadId: thread.id })).posts.map(post => post.floorLabel),
    })),
  )
}

/** What a person added, by words that outlive row numbers. */
function ownWords(db: WritableDB): unknown {
  return {
    marks: db
      .prepare(
        `SELECT thread.title, post.floor, starred_at, note, feeling FROM mark JOIN thread ON thread.id = mark.thread_id
           LEFT JOIN post ON post.id = mark.post_id WHERE coalesce(starred_at, note, feeling) IS NOT NULL
         ORDER BY thread.title, post.floor, note`,
      )
      .all(),
    tags: db.prepare('SELECT thread_id, tag_id, tagged_at FROM thread_tag ORDER BY 1, 2').all(),
    readings: db
      .prepare(
        `SELECT reading.thread_id, last.floor AS last, furthest.floor AS furthest, times, read_at, unread FROM reading
           LEFT JOIN post AS last ON last.id = last_post_id LEFT JOIN post AS furthest ON furthest.id = highest_post_id
         ORDER BY 1`,
      )
      .all(),
    days: db.prepare('SELECT * FROM reading_day WHERE posts > 0 ORDER BY 1, 2').all(),
  }
}

/** Threads 1 (floors 1–3) and 2 (floors 3–5, another id and title), with marks on both and on the floor they share. */
async function marked(): Promise<{ db: WritableDB; ask: OwnCall }> {
  const db = emptyLibrary()
  importSave(db, page({ id: '7', title: 'Tea', floors: [1, 2, 3] }))
  importSave(db, page({ id: '8', title: 'Tee', page: 2, floors: [3, 4, 5] }, 2))
  const { ask } = ownCalls(db)
  const { posts } = await ask('posts.range', { threadId: 2 })
  await ask('notes.set', { threadId: 1, postId: 3, text: 'first' })
  await ask('notes.set', { threadId: 2, postId: posts[0]!.id, text: 'second' })
  await ask('posts.mark', { postId: posts[2]!.id, star: true, feeling: 'funny' })
  await ask('notes.set', { threadId: 2, text: 'of the thread' })
  await ask('threads.mark', { threadIds: [1], addTags: ['a'] })
  await ask('threads.mark', { threadIds: [2], star: true, addTags: ['a', 'b'] })
  await ask('reading.note', { threadId: 1, lastPostId: 1, highestPostId: 2, day: '2024-07-01', posts: 2 })
  await ask('reading.note', {
    threadId: 2,
    lastPostId: posts[1]!.id,
    highestPostId: posts[1]!.id,
    day: '2024-07-01',
    posts: 2,
  })
  return { db, ask }
}

test('joined by hand, pages become one thread, and an old address leads to it', async () => {
  const { ask } = await marked()
  await ask('threads.join', { into: 1, threadIds: [2] })
  expect(await shown(ask)).toEqual([{ id: 1, floors: ['#1', '#2', '#3', '#3', '#4', '#5'] }])
  expect((await ask('threads.open', { threadId: 2 })).id).toBe(1)
  expect((await ask('posts.range', { threadId: 2 })).total).toBe(6)
})

test('later pages of a thread that was joined follow it', async () => {
  const { db, ask } = await marked()
  await ask('threads.join', { into: 1, threadIds: [2] })
  importSave(db, page({ id: '8', title: 'Tee', page: 3, floors: [6, 7] }, 3))
  expect(await shown(ask)).toEqual([{ id: 1, floors: ['#1', '#2', '#3', '#3', '#4', '#5', '#6', '#7'] }])
})

test('a join hands on marks, tags and the place one was at', async () => {
  const { db, ask } = await marked()
  await ask('threads.join', { into: 1, threadIds: [2] })
  const thread = await ask('threads.open', { threadId: 1 })
  const { posts } = await ask('posts.range', { threadId: 1 })
  expect({
    own: { ...thread.own, tags: thread.own.tags.map(tag => tag.name) },
    note: thread.note,
    notes: posts.map(post => post.own.note),
    stars: posts.map(post => post.own.starred),
    last: posts.find(post => post.id === thread.reading!.lastPostId)?.floorLabel,
    furthest: posts.find(post => post.id === thread.reading!.highestPostId)?.floorLabel,
    days: db.prepare('SELECT day, thread_id, posts FROM reading_day').all(),
  }).toEqual({
    own: { starred: true, feeling: null, noted: true, tags: ['a', 'b'], unread: 1, read: true },
    note: 'of the thread',
    notes: [null, null, 'first', 'second', null, null],
    stars: [false, false, false, false, false, true],
    last: '#4',
    furthest: '#4',
    days: [{ day: '2024-07-01', thread_id: 1, posts: 4 }],
  })
})

test('a join taken back leaves everything as it was', async () => {
  const { db, ask } = await marked()
  const before = [dumpLibrary(db), ownWords(db)]
  const { actionId } = await ask('threads.join', { into: 1, threadIds: [2] })
  await ask('actions.undo', { actionId })
  expect([dumpLibrary(db), ownWords(db)]).toEqual(before)
})

test('what was done before a join can still be taken back after it was', async () => {
  const db = emptyLibrary()
  importSave(db, page({ id: '7', title: 'Tea', floors: [1, 2, 3] }))
  importSave(db, page({ id: '8', title: 'Tee', page: 2, floors: [3, 4, 5] }, 2))
  const { ask } = ownCalls(db)
  const { posts } = await ask('posts.range', { threadId: 2 })
  const before = ownWords(db)
  await ask('posts.mark', { postId: posts[1]!.id, star: true })
  await ask('posts.mark', { postId: posts[2]!.id, star: true })
  await ask('posts.mark', { postId: posts[2]!.id, star: false })
  await ask('threads.join', { into: 1, threadIds: [2] })
  for (let index = 0; index < 4; index++) await ask('actions.undo', {})
  expect(ownWords(db)).toEqual(before)
})

test('what was marked since a join stays when it is taken back', async () => {
  const { ask } = await marked()
  const { actionId } = await ask('threads.join', { into: 1, threadIds: [2] })
  const { posts } = await ask('posts.range', { threadId: 1 })
  await ask('notes.set', { threadId: 1, postId: posts[4]!.id, text: 'later' })
  await ask('actions.undo', { actionId })
  const apart = await ask('posts.range', { threadId: 2 })
  expect(apart.posts.map(post => post.own.note)).toEqual(['second', 'later', null])
})

test('pages split off stay so when more is known, and the rest stays where it was', async () => {
  const db = emptyLibrary()
  const first = page({ id: '7', floors: [1, 2] })
  const second = page({ id: '7', page: 2, floors: [3, 4] }, 2)
  importSave(db, first)
  importSave(db, second)
  const { ask } = ownCalls(db)
  const { sources } = await ask('threads.open', { threadId: 1 })
  const split = await ask('threads.split', { threadId: 1, pageIds: [sources[1]!.pageId] })
  importSave(db, second)
  importSave(db, page({ id: '7', page: 3, floors: [5] }, 3))
  expect([split.threadId, await shown(ask)]).toEqual([
    2,
    [
      { id: 1, floors: ['#1', '#2', '#5'] },
      { id: 2, floors: ['#3', '#4'] },
    ],
  ])
})

test('a split taken back leaves everything as it was, with all that was marked', async () => {
  const db = emptyLibrary()
  importSave(db, page({ id: '7', floors: [1, 2, 3] }))
  importSave(db, page({ id: '7', page: 2, floors: [3, 4] }, 2))
  const { ask } = ownCalls(db)
  await ask('notes.set', { threadId: 1, postId: 3, text: 'on both pages' })
  await ask('notes.set', { threadId: 1, postId: 4, text: 'on the second' })
  await ask('threads.mark', { threadIds: [1], addTags: ['a'], star: true })
  await ask('reading.note', { threadId: 1, lastPostId: 4, highestPostId: 4, day: '2024-07-01', posts: 4 })
  const before = [dumpLibrary(db), ownWords(db)]
  const { sources } = await ask('threads.open', { threadId: 1 })
  const { actionId, threadId } = await ask('threads.split', { threadId: 1, pageIds: [sources[1]!.pageId] })
  const split = await ask('posts.range', { threadId })
  expect(split.posts.map(post => post.own.note)).toEqual([null, 'on the second'])
  await ask('actions.undo', { actionId })
  expect([dumpLibrary(db), ownWords(db)]).toEqual(before)
})

test('joins and splits over one another are taken back newest first', async () => {
  const { db, ask } = await marked()
  importSave(db, page({ id: '7', title: 'Tea', page: 4, floors: [6, 7] }, 3))
  const states = [[dumpLibrary(db), ownWords(db)]]
  await ask('threads.join', { into: 1, threadIds: [2] })
  states.push([dumpLibrary(db), ownWords(db)])
  const { sources } = await ask('threads.open', { threadId: 1 })
  const { threadId } = await ask('threads.split', {
    threadId: 1,
    pageIds: sources.filter(source => source.page !== 1).map(source => source.pageId),
  })
  states.push([dumpLibrary(db), ownWords(db)])
  await ask('threads.join', { into: threadId, threadIds: [1] })
  for (const state of states.toReversed()) {
    await ask('actions.undo', {})
    expect([dumpLibrary(db), ownWords(db)]).toEqual(state)
  }
})

test('a thread that turns out to be another one stays joined', async () => {
  const db = emptyLibrary()
  importSave(db, page({ id: '7', title: 'Tea', floors: [1, 2] }))
  importSave(db, page({ id: null, title: 'Tee', page: 2, floors: [3, 4] }, 2))
  const { ask } = ownCalls(db)
  await ask('threads.join', { into: 1, threadIds: [2] })
  // The copy's thread gets its number, since it is the only one of that title.
  importSave(db, page({ id: '8', title: 'Tee', page: 3, floors: [5] }, 3))
  expect(await shown(ask)).toEqual([{ id: 1, floors: ['#1', '#2', '#3', '#4', '#5'] }])
})

test('what cannot be joined or split is refused and changes nothing', async () => {
  const { ask } = await marked()
  const { sources } = await ask('threads.open', { threadId: 1 })
  const refusals = [
    ask('threads.join', { into: 1, threadIds: [1] }),
    ask('threads.join', { into: 1, threadIds: [99] }),
    ask('threads.split', { threadId: 1, pageIds: sources.map(source => source.pageId) }),
    ask('threads.split', { threadId: 2, pageIds: sources.map(source => source.pageId) }),
  ]
  const codes = await Promise.all(
    refusals.map(refusal => refusal.catch((thrown: unknown) => (thrown as { code: string }).code)),
  )
  expect(codes).toEqual(['bad-input', 'thread-unknown', 'bad-input', 'bad-input'])
})

const reasons = async (ask: OwnCall): Promise<unknown> =>
  (await ask('joins.proposed', {})).proposals.map(
    ({ reason, one, other }: Output<'joins.proposed'>['proposals'][number]) => [reason, one.id, other.id],
  )

test('threads that may be one are proposed, each with its reason, and never joined unasked', async () => {
  const db = emptyLibrary()
  const other = (save: Save, forumName: string): Save => ({
    ...save,
    reading: { ...save.reading, forum: { ...save.reading.forum, name: forumName } },
  })
  // One title in one forum, the opening posts of two days: perhaps the same, perhaps not.
  importSave(db, page({ id: '7', title: 'Help', floors: [1] }))
  importSave(db, page({ id: null, title: 'Help', floors: [2, 3] }, 2))
  importSave(db, page({ id: '9', title: 'Help', floors: [1] }, 3))
  // A copy that names the forum, and the same title at the forum's host.
  importSave(db, page({ id: '20', title: 'Cups', floors: [1] }))
  importSave(db, page({ id: null, title: 'Cups', floors: [2], host: null }))
  // The same opening post, told by two forums of other names.
  importSave(db, page({ id: '30', title: 'Pots', floors: [1], host: 'a.example' }))
  importSave(db, other(page({ id: '40', title: 'Pots', floors: [1], host: 'b.example' }), 'Other'))
  const { ask } = ownCalls(db)
  const threads = (await ask('threads.list', {})).total
  expect([threads, await reasons(ask)]).toEqual([
    7,
    [
      ['same-forum', 4, 5],
      ['same-title', 1, 3],
      ['same-title', 2, 3],
      ['same-opening', 6, 7],
    ].map(([reason, one, other]) => [reason, one, other]),
  ])
})

test('a refused proposal does not come back, until the refusal is taken back', async () => {
  const db = emptyLibrary()
  importSave(db, page({ id: '7', title: 'Cups', floors: [1] }))
  importSave(db, page({ id: null, title: 'Cups', floors: [2], host: null }))
  const { ask } = ownCalls(db)
  const { actionId } = await ask('joins.refuse', { one: 2, other: 1 })
  expect(await reasons(ask)).toEqual([])
  await ask('actions.undo', { actionId })
  expect(await reasons(ask)).toEqual([['same-forum', 1, 2]])
})
