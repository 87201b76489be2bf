import { expect, test } from 'vitest'
import type { PosterCard } from '../../../src/core/model/reading.ts'
import type { WritableDB } from '../../../src/core/store/sql.ts'
import { cardReading, emptyLibrary, importSave, pageReading, postReading } from '../../support/made-pages.ts'
import { ownCalls } from '../../support/own-calls.ts'

const people = ['Ada', 'Bo', 'Cy']
const field = (label: string, number: number, unit: string | null = null): PosterCard['fields'][number] => ({
  label,
  value: String(number),
  number,
  unit,
})

interface Says {
  readonly by: number
  readonly answers?: string
  readonly quotes?: { author: string; postId: string | null }
  readonly card?: Partial<PosterCard>
}

/** Saves a thread of posts with ids `<id>1`, `<id>2` … on a day of 2024. */
function save(db: WritableDB, id: string, day: number, posts: readonly Says[], replies: number | null = null): void {
  importSave(db, {
    savedAt: `2024-01-0${day}T00:00:00.000Z`,
    reading: pageReading({
      thread: { id, title: `Thread ${id}`, replies, views: replies === null ? null : replies * 10 },
      posts: posts.map(({ by, answers, quotes, card }, index) =>
        postReading({
          id: `${id}${index + 1}`,
          floor: index + 1,
          name: people[by]!,
          uid: String(by + 1),
          isOpening: index === 0,
          postedAt: `2020-0${id}-0${index + 1}`,
          precision: 'day',
          text: `Post ${index + 1} of ${id}`,
          parentId: answers ?? null,
          quotes: quotes ? [{ ...quotes, floor: null, text: '…' }] : [],
          card: card ? cardReading(card) : null,
        }),
      ),
    }),
  })
}

test('a person’s numbers move from save to save, in the order of the card', async () => {
  const db = emptyLibrary()
  const card = (coins: number) => ({ postCount: 7, fields: [field('财富', coins, '鼎币'), field('威望', 3)] })
  save(db, '1', 1, [{ by: 0, card: card(5) }])
  save(db, '1', 3, [{ by: 0, card: card(9) }])
  save(db, '1', 2, [{ by: 0, card: card(6) }])
  const { fields } = await ownCalls(db).ask('members.history', { posterId: 1 })
  expect(fields.map(({ kind, label, unit, points }) => [kind, label, unit, points.map(point => point.value)])).toEqual([
    [null, '财富', '鼎币', [5, 6, 9]],
    [null, '威望', null, [3, 3, 3]],
    ['postCount', 'postCount', null, [7, 7, 7]],
  ])
})

test('who talks with whom is told both ways: by answers, by quotes of a post, and by quotes of a name', async () => {
  const db = emptyLibrary()
  save(db, '1', 1, [
    { by: 0 },
    { by: 1, answers: '11' },
    { by: 2, quotes: { author: 'Ada', postId: '11' } },
    { by: 2, quotes: { author: 'Ada', postId: null } },
    { by: 0, answers: '12', quotes: { author: 'Bo', postId: '12' } },
  ])
  const talks = await ownCalls(db).ask('members.talks', { posterId: 1 })
  const told = (side: readonly { name: string; posts: number }[]) => side.map(({ name, posts }) => [name, posts])
  expect([told(talks.answers), told(talks.answeredBy)]).toEqual([
    [['Bo', 1]],
    [
      ['Cy', 2],
      ['Bo', 1],
    ],
  ])
})

test('people are ranked by their posts, or by a number of their latest card with its day', async () => {
  const db = emptyLibrary()
  save(db, '1', 1, [{ by: 0, card: { fields: [field('财富', 50, '鼎币')] } }, { by: 1 }, { by: 1 }])
  save(db, '2', 2, [
    { by: 0, card: { fields: [field('财富', 20, '鼎币')] } },
    { by: 2, card: { fields: [field('财富', 30, '鼎币')] } },
  ])
  const { ask } = ownCalls(db)
  const ranked = async (input: { field?: string }) =>
    (await ask('rankings.people', input)).people.map(({ person, value, unit, savedAt }) => [
      person.name,
      value,
      unit,
      savedAt?.slice(0, 10) ?? null,
    ])
  expect([await ranked({}), await ranked({ field: '财富' }), await ask('rankings.fields', {})]).toEqual([
    [
      ['Bo', 2, null, null],
      ['Ada', 2, null, null],
      ['Cy', 1, null, null],
    ],
    [
      ['Cy', 30, '鼎币', '2024-01-02'],
      ['Ada', 20, '鼎币', '2024-01-02'],
    ],
    { fields: [{ label: '财富', people: 2 }] },
  ])
})

test('threads are ranked by replies as the forum counts them, by posts here, by one’s stars and by views', async () => {
  const db = emptyLibrary()
  save(db, '1', 1, [{ by: 0 }, { by: 1 }, { by: 2 }])
  save(db, '2', 2, [{ by: 0 }], 99)
  const { ask } = ownCalls(db)
  await ask('posts.mark', { postId: 2, star: true })
  await ask('threads.mark', { threadIds: [1], star: true })
  const ranked = async (by: 'replies' | 'posts' | 'stars' | 'views') =>
    (await ask('rankings.threads', { by })).threads.map(({ thread, value }) => [thread.id, value])
  expect([await ranked('replies'), await ranked('posts'), await ranked('stars'), await ranked('views')]).toEqual([
    [
      [2, 99],
      [1, 2],
    ],
    [
      [1, 3],
      [2, 1],
    ],
    [[1, 2]],
    [[2, 990]],
  ])
})

test('a blog holds a person’s opening posts, newest first', async () => {
  const db = emptyLibrary()
  save(db, '1', 1, [{ by: 0 }, { by: 1 }])
  save(db, '2', 2, [{ by: 0 }, { by: 2 }, { by: 2 }])
  save(db, '3', 3, [{ by: 1 }])
  const { ask } = ownCalls(db)
  const { blogs } = await ask('blogs.list', {})
  const { total, posts } = await ask('blogs.posts', { posterId: 1 })
  expect([
    blogs.map(({ person, threads, newestTitle }) => [person.name, threads, newestTitle]),
    total,
    posts.map(({ text, replies }) => [text, replies]),
  ]).toEqual([
    [
      ['Ada', 2, 'Thread 2'],
      ['Bo', 1, 'Thread 3'],
    ],
    2,
    [
      ['Post 1 of 2', 2],
      ['Post 1 of 1', 1],
    ],
  ])
})

test('people are found by a part of their name or by uid, and the ignored apart', async () => {
  const db = emptyLibrary()
  save(db, '1', 1, [{ by: 0 }, { by: 1 }, { by: 2 }])
  const { ask } = ownCalls(db)
  await ask('members.ignore', { posterIds: [2], ignored: true })
  const names = async (input: { text?: string; ignored?: boolean }) =>
    (await ask('members.list', { order: 'name', ...input })).members.map(member => member.name)
  expect([
    await names({ text: 'AD' }),
    await names({ text: '3' }),
    await names({ ignored: true }),
    await names({ ignored: false }),
  ]).toEqual([['Ada'], ['Cy'], ['Bo'], ['Ada', 'Cy']])
})
