import { expect, test } from 'vitest'
import type { WritableDB } from '../../../src/core/store/sql.ts'
import { emptyLibrary, importSave, pageReading, postReading } from '../../support/made-pages.ts'
import { ownCalls } from '../../support/own-calls.ts'

/** Threads of three posts each, with ids 1, 2 …, and posts 1–3, 4–6 … */
function libraryOf(threads: number): WritableDB {
  const db = emptyLibrary()
  for (let thread = 1; thread <= threads; thread++)
    importSave(db, {
      savedAt: `2024-01-0${thread}T00:00:00.000Z`,
      reading: pageReading({
        thread: { id: String(thread), title: `Thread ${thread}` },
        posts: [1, 2, 3].map(floor =>
          postReading({
            id: `${thread}${floor}`,
            floor,
            floorLabel: `#${floor}`,
            name: floor === 1 ? 'Ada' : 'Bo',
            isOpening: floor === 1,
            postedAt: `2020-0${thread}-0${floor}`,
            precision: 'day',
            text: `Floor ${floor} of ${thread}`,
          }),
        ),
      }),
    })
  return db
}

/** All that a person added, as the tables hold it. */
function ownRows(db: WritableDB): unknown {
  const rows = (table: string, order: string): unknown[] => db.prepare(`SELECT * FROM ${table} ORDER BY ${order}`).all()
  return {
    marks: db
      .prepare(
        `SELECT thread_id, post_id, starred_at, note, noted_at, feeling, felt_at FROM mark
         WHERE coalesce(starred_at, note, feeling) IS NOT NULL ORDER BY thread_id, post_id`,
      )
      .all(),
    tags: rows('tag', 'id'),
    tagged: rows('thread_tag', 'thread_id, tag_id'),
    readings: rows('reading', 'thread_id'),
    ignored: rows('ignored_poster', 'poster_id'),
    binned: db.prepare('SELECT id, binned_at FROM thread WHERE binned_at IS NOT NULL ORDER BY id').all(),
    counts: db.prepare('SELECT id, post_count, thread_count, last_post_at FROM poster ORDER BY id').all(),
  }
}

test('a star, a feeling, tags and a note show on the thread', async () => {
  const { ask } = ownCalls(libraryOf(1))
  await ask('threads.mark', { threadIds: [1], star: true, feeling: 'funny', addTags: ['Tea', ' 茶  道 '] })
  await ask('notes.set', { threadId: 1, text: 'Try this\r\nat home' })
  const thread = await ask('threads.open', { threadId: 1 })
  expect([thread.own, thread.note]).toEqual([
    {
      starred: true,
      feeling: 'funny',
      noted: true,
      tags: [
        { id: 1, name: 'Tea' },
        { id: 2, name: '茶  道' },
      ],
      unread: 3,
      read: false,
    },
    'Try this\nat home',
  ])
})

test('a star, a feeling and a note show on the post, and the thread counts as noted', async () => {
  const { ask } = ownCalls(libraryOf(1))
  await ask('posts.mark', { postId: 2, star: true, feeling: 'angry' })
  await ask('notes.set', { threadId: 1, postId: 2, text: 'No!' })
  const { posts } = await ask('posts.range', { threadId: 1 })
  expect(posts.map(post => post.own)).toEqual([
    { starred: false, note: null, feeling: null },
    { starred: true, note: 'No!', feeling: 'angry' },
    { starred: false, note: null, feeling: null },
  ])
  expect((await ask('threads.open', { threadId: 1 })).own).toMatchObject({ starred: false, noted: true })
})

test('what is so already is no action', async () => {
  const { ask } = ownCalls(libraryOf(2))
  await ask('threads.mark', { threadIds: [1, 2], star: true, addTags: ['tea'] })
  expect(await ask('threads.mark', { threadIds: [1, 2], star: true, addTags: ['TEA'] })).toEqual({
    changed: 0,
    actionId: null,
  })
  expect(await ask('notes.set', { threadId: 1, text: '  ' })).toEqual({ actionId: null })
})

test('every list of marked threads finds them, and only them', async () => {
  const { ask } = ownCalls(libraryOf(4))
  await ask('threads.mark', { threadIds: [1, 2], star: true })
  await ask('threads.mark', { threadIds: [2], addTags: ['tea'], feeling: 'happy' })
  await ask('notes.set', { threadId: 3, postId: 8, text: 'n' })
  await ask('posts.mark', { postId: 10, star: true })
  const list = async (filter: object, order: 'oldest' | 'most-starred' | 'recently-read' = 'oldest') =>
    (await ask('threads.list', { filter, order })).threads.map(thread => thread.id)
  expect({
    starred: await list({ starred: true }),
    notStarred: await list({ starred: false }),
    tagged: await list({ tagId: 1 }),
    noted: await list({ noted: true }),
    felt: await list({ feeling: 'happy' }),
    both: await list({ starred: true, tagId: 1 }),
    writtenIn: await list({ posterId: 2 }),
    year: await list({ startedIn: 2020 }),
    otherYear: await list({ startedIn: 2021 }),
    mostStarred: await list({}, 'most-starred'),
    read: await list({}, 'recently-read'),
  }).toEqual({
    starred: [1, 2],
    notStarred: [3, 4],
    tagged: [2],
    noted: [3],
    felt: [2],
    both: [2],
    writtenIn: [1, 2, 3, 4],
    year: [1, 2, 3, 4],
    otherYear: [],
    mostStarred: [4, 2, 1],
    read: [],
  })
})

test('reading goes on where it was left, and the furthest post never comes nearer', async () => {
  const { ask } = ownCalls(libraryOf(2))
  const note = (threadId: number, lastPostId: number, highestPostId: number) =>
    ask('reading.note', { threadId, lastPostId, highestPostId, day: '2024-07-01', posts: 1 })
  await note(1, 2, 2)
  await note(1, 1, 1)
  await note(2, 6, 6)
  const thread = await ask('threads.open', { threadId: 1 })
  const { posts } = await ask('posts.range', { threadId: 1 })
  const { places } = await ask('reading.continue', {})
  expect([thread.reading, thread.own.unread, thread.own.read, posts.map(post => post.isUnread)]).toEqual([
    { lastPostId: 1, highestPostId: 2, readAt: '2024-07-01T08:02:00.000Z' },
    1,
    true,
    [false, false, true],
  ])
  expect(places.map(place => [place.thread.id, place.lastPostId, place.position])).toEqual([[1, 1, 0]])
  const unread = async (unread: boolean) =>
    (await ask('threads.list', { filter: { unread } })).threads.map(thread => thread.id)
  expect([await unread(true), await unread(false)]).toEqual([[1], [2]])
  expect((await ask('threads.list', { order: 'unread-first' })).threads.map(({ id }) => id)).toEqual([1, 2])
})

test('marked unread, all is unread until it is opened again; marked read, nothing is', async () => {
  const { ask } = ownCalls(libraryOf(2))
  await ask('reading.note', { threadId: 1, lastPostId: 3, highestPostId: 3, day: '2024-07-01', posts: 3 })
  await ask('threads.mark', { threadIds: [1], unread: true })
  await ask('threads.mark', { threadIds: [2], unread: false })
  const own = async () =>
    (await ask('threads.list', { order: 'oldest' })).threads.map(({ own }) => [own.unread, own.read])
  expect(await own()).toEqual([
    [3, false],
    [0, true],
  ])
  await ask('reading.note', { threadId: 1, lastPostId: 1, highestPostId: 1, day: '2024-07-01', posts: 1 })
  expect(await own()).toEqual([
    [2, true],
    [0, true],
  ])
  expect((await ask('reading.continue', { withFinished: true })).places.map(place => place.thread.id)).toEqual([1])
})

test('a post of another thread is no place to be in', async () => {
  const { ask } = ownCalls(libraryOf(2))
  await expect(
    ask('reading.note', { threadId: 1, lastPostId: 6, highestPostId: 6, day: '2024-07-01', posts: 1 }),
  ).rejects.toMatchObject({ code: 'post-unknown' })
})

test('the log adds up what was read on a day, and knows the streaks', async () => {
  const { ask } = ownCalls(libraryOf(2))
  const read = (threadId: number, postId: number, day: string, posts: number) =>
    ask('reading.note', { threadId, lastPostId: postId, highestPostId: postId, day, posts })
  await read(1, 1, '2024-06-01', 1)
  await read(1, 2, '2024-06-02', 2)
  await read(2, 4, '2024-06-02', 3)
  await read(2, 5, '2024-06-02', 4)
  await read(2, 6, '2024-06-03', 1)
  await read(1, 3, '2024-06-30', 1)
  const log = await ask('reading.log', { from: '2024-06-02', to: '2024-06-30', today: '2024-07-01' })
  expect(log).toEqual({
    days: [
      { day: '2024-06-02', posts: 9, threads: 2, imported: 0 },
      { day: '2024-06-03', posts: 1, threads: 1, imported: 0 },
      { day: '2024-06-30', posts: 1, threads: 1, imported: 0 },
    ],
    streaks: { current: 1, longest: 3 },
  })
  const later = await ask('reading.log', { from: '2024-06-02', to: '2024-06-30', today: '2024-07-02' })
  expect(later.streaks).toEqual({ current: 0, longest: 3 })
})

test('the lucky dip draws what was never opened, until nothing is left', async () => {
  const { ask } = ownCalls(libraryOf(3))
  await ask('reading.note', { threadId: 2, lastPostId: 4, highestPostId: 4, day: '2024-07-01', posts: 1 })
  const first = await ask('reading.dip', { year: 2020 })
  expect([first.left, [1, 3].includes(first.thread!.id)]).toEqual([2, true])
  expect(await ask('reading.dip', { except: [1, 3] })).toEqual({ thread: null, left: 0 })
})

test('a thread in the bin is in no list, count, ranking, member page or dip, and comes back as it was', async () => {
  const db = libraryOf(2)
  const { ask } = ownCalls(db)
  await ask('notes.set', { threadId: 1, text: 'n' })
  await ask('threads.mark', { threadIds: [1], addTags: ['tea'] })
  const before = ownRows(db)
  await ask('bin.put', { threadIds: [1] })
  const ids = (threads: readonly { id: number }[]) => threads.map(thread => thread.id)
  const person = await ask('members.open', { posterId: 1 })
  expect({
    list: ids((await ask('threads.list', {})).threads),
    binned: ids((await ask('threads.list', { filter: { binned: true } })).threads),
    boards: (await ask('threads.boards', {})).forums.map(forum => [forum.threads, forum.boards[0]!.threads]),
    person: [person.posts, person.threadsStarted, person.lastPostAt, ids(person.threads)],
    posts: (await ask('members.posts', { posterId: 2 })).posts.map(post => post.threadId),
    people: (await ask('rankings.people', {})).people.map(row => [row.person.id, row.value]),
    threads: (await ask('rankings.threads', { by: 'posts' })).threads.map(row => row.thread.id),
    blog: (await ask('blogs.posts', { posterId: 1 })).posts.map(post => post.thread.id),
    notes: (await ask('notes.list', {})).total,
    tags: (await ask('tags.list', {})).tags.map(tag => tag.threads),
    dip: (await ask('reading.dip', {})).left,
    stats: (await ask('library.info', {})).stats.threads,
    posts_: (await ask('library.info', {})).stats.posts,
  }).toEqual({
    list: [2],
    binned: [1],
    boards: [[1, 1]],
    person: [1, 1, '2020-02-01', [2]],
    posts: [2, 2],
    people: [
      [2, 2],
      [1, 1],
    ],
    threads: [2],
    blog: [2],
    notes: 0,
    tags: [0],
    dip: 1,
    stats: 1,
    posts_: 3,
  })
  await ask('bin.restore', { threadIds: [1] })
  expect(ownRows(db)).toEqual(before)
})

test('newest first, everything that was done can be taken back exactly', async () => {
  const db = libraryOf(3)
  const { ask } = ownCalls(db)
  const steps = [
    () => ask('threads.mark', { threadIds: [1, 2], star: true, addTags: ['tea', 'milk'], feeling: 'moving' }),
    () => ask('threads.mark', { threadIds: [2, 3], star: true, addTags: ['tea'], removeTags: ['milk'], feeling: null }),
    () => ask('notes.set', { threadId: 1, postId: 2, text: 'one' }),
    () => ask('notes.set', { threadId: 1, postId: 2, text: 'two' }),
    () => ask('notes.set', { threadId: 1, postId: 2, text: null }),
    () => ask('posts.mark', { postId: 5, star: true, feeling: 'boring' }),
    () => ask('threads.mark', { threadIds: [1, 2], unread: false }),
    () => ask('threads.mark', { threadIds: [2], unread: true }),
    () => ask('tags.rename', { tagId: 1, name: 'Cha' }),
    () => ask('threads.mark', { threadIds: [3], addTags: ['milk'] }),
    () => ask('tags.rename', { tagId: 2, name: 'CHA' }),
    () => ask('tags.remove', { tagId: 1 }),
    () => ask('bin.put', { threadIds: [1, 3] }),
    () => ask('bin.restore', { threadIds: [3] }),
    () => ask('members.ignore', { posterIds: [1, 2], ignored: true }),
    () => ask('members.ignore', { posterIds: [1], ignored: false }),
  ]
  const states = [ownRows(db)]
  for (const step of steps) {
    await step()
    states.push(ownRows(db))
  }
  for (let index = steps.length - 1; index >= 0; index--) {
    await ask('actions.undo', {})
    expect(ownRows(db), `before step ${index + 1}`).toEqual(states[index])
  }
  expect(await ask('actions.undo', {})).toEqual({ kind: null, things: 0, threadIds: [] })
})

test('an action out of the middle can be taken back once', async () => {
  const { ask } = ownCalls(libraryOf(1))
  const { actionId } = await ask('threads.mark', { threadIds: [1], star: true })
  await ask('threads.mark', { threadIds: [1], addTags: ['tea'] })
  expect(await ask('actions.undo', { actionId })).toEqual({ kind: 'mark', things: 1, threadIds: [1] })
  expect(await ask('actions.undo', { actionId })).toEqual({ kind: 'mark', things: 0, threadIds: [] })
  const { own } = await ask('threads.open', { threadId: 1 })
  expect([own.starred, own.tags.length]).toEqual([false, 1])
  expect((await ask('actions.list', {})).actions.map(action => action.undoneAt !== null)).toEqual([false, true])
})

test('what is taken out of the bin for good leaves nothing but its original', async () => {
  const db = libraryOf(2)
  const { ask } = ownCalls(db)
  await ask('notes.set', { threadId: 1, postId: 2, text: 'n' })
  const { actionId } = await ask('bin.put', { threadIds: [1] })
  expect(await ask('bin.empty', { threadIds: [1, 2] })).toEqual({ threads: 1, posts: 3 })
  const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
  expect(['thread', 'post', 'page', 'mark', 'post_seen', 'source', 'poster'].map(count)).toEqual([1, 3, 1, 0, 3, 2, 2])
  expect(db.pragma('foreign_key_check')).toEqual([])
  expect(await ask('actions.undo', { actionId })).toEqual({ kind: 'bin', things: 0, threadIds: [] })
})
