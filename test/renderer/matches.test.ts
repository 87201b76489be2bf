import { expect, test } from 'vitest'
import type { Post } from '../../src/core/model/library.ts'
import { fullFolding } from '../../src/core/text/fold.ts'
import { searchMarker } from '../../src/renderer/state/marker.ts'
import { nextMatch } from '../../src/renderer/state/matches.ts'

/** Posts that are fetched only when asked for, as the open thread's are. */
function thread(texts: readonly string[]) {
  const asked: number[] = []
  const at = async (position: number): Promise<Post | undefined> => {
    asked.push(position)
    const text = texts[position]
    return text === undefined ? undefined : ({ text } as Post)
  }
  return { asked, posts: { total: texts.length, at } }
}

const tower = searchMarker(['水塔'], fullFolding)
const texts = ['水塔在河边，水塔很旧', '没有', '还是水塔', '没有']

test('goes through every match and back', async () => {
  const { posts } = thread(texts)
  const forth: (string | null)[] = []
  let match = await nextMatch(posts, { position: 0, index: -1 }, 1, tower)
  for (; match; match = await nextMatch(posts, match, 1, tower)) forth.push(`${match.position}.${match.index}`)
  const back: string[] = []
  match = await nextMatch(posts, { position: 3, index: Number.MAX_SAFE_INTEGER }, -1, tower)
  for (; match; match = await nextMatch(posts, match, -1, tower)) back.push(`${match.position}.${match.index}`)
  expect([forth, back]).toEqual([
    ['0.0', '0.1', '2.0'],
    ['2.0', '0.1', '0.0'],
  ])
})

test('fetches no further than the match', async () => {
  const { posts, asked } = thread(texts)
  await nextMatch(posts, { position: 0, index: 1 }, 1, tower)
  expect(asked).toEqual([0, 1, 2])
})

test('without terms there is nothing to go to', async () => {
  const { posts } = thread(texts)
  expect(await nextMatch(posts, { position: 0, index: -1 }, 1, searchMarker([], fullFolding))).toBeNull()
})
