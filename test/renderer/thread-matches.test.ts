import { expect, test } from 'vitest'
import type { Post } from '../../src/core/model/library.ts'
import { fullFolding } from '../../src/core/text/fold.ts'
import type { Client } from '../../src/renderer/api/client.ts'
import { plainMarker, searchMarker } from '../../src/renderer/state/marker.ts'
import type { OpenThread } from '../../src/renderer/state/open-thread.svelte.ts'
import type { Wanted } from '../../src/renderer/state/thread-matches.svelte.ts'
import { ThreadMatches } from '../../src/renderer/state/thread-matches.svelte.ts'
import { Toasts } from '../../src/renderer/state/toasts.svelte.ts'

/** A thread of which the library knows where matches are, and a count of the posts fetched for them. */
function threadOf(texts: readonly string[], word: string) {
  const fetched: number[] = []
  const ids = texts.flatMap((text, at) => (text.includes(word) ? [at + 100] : []))
  const call = (name: string): Promise<unknown> => {
    const places = ids.toReversed().map(postId => ({ postId, position: postId - 100 }))
    return Promise.resolve({ ok: true, value: name === 'posts.places' ? { places } : { postIds: ids } })
  }
  const at = (position: number): Promise<Post> => {
    fetched.push(position)
    return Promise.resolve({ text: texts[position] } as Post)
  }
  const thread = { id: 1, view: {}, match: null as OpenThread['match'], posts: { at } }
  const matches = (wanted: Wanted): ThreadMatches =>
    new ThreadMatches(
      { call } as unknown as Client,
      new Toasts(() => ''),
      thread as unknown as OpenThread,
      () => wanted,
      () => ({}),
    )
  return { thread, fetched, matches }
}
const searched: Wanted = {
  marker: searchMarker(['水塔'], fullFolding),
  terms: ['水塔'],
  plain: false,
  fold: fullFolding,
}

test('matches are counted in the posts that hold them, and no other post is fetched for it', async () => {
  const { thread, fetched, matches } = threadOf(['水塔，水塔', '没有', '水塔'], '水塔')
  const found = matches(searched)
  await found.count()
  thread.match = { position: 2, index: 0 }
  expect([found.places, found.total, fetched, found.counting]).toEqual([[0, 2], 3, [0, 2], false])
})

test('one is at the match that stands so many matches down the thread', async () => {
  const { thread, matches } = threadOf(['水塔，水塔', '没有', '水塔'], '水塔')
  thread.match = { position: 2, index: 0 }
  const found = matches(searched)
  await found.count()
  expect(found.at).toBe(3)
})

test('a search that nearly every post of a long thread answers fetches none of them; finding in the thread does', async () => {
  const texts = Array.from({ length: 2_500 }, () => '水塔')
  const { fetched, matches } = threadOf(texts, '水塔')
  await matches(searched).count()
  expect(fetched).toEqual([])
  const marker = plainMarker('水塔')!
  const found = matches({ ...searched, marker, plain: true })
  await found.count()
  expect([found.total, fetched.length]).toEqual([2_500, 2_500])
})
