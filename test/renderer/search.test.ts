import { expect, test } from 'vitest'
import type { Client } from '../../src/renderer/api/client.ts'
import { Search } from '../../src/renderer/state/search.svelte.ts'

const tick = (): Promise<void> => new Promise(resolve => setTimeout(resolve))

/** A client that answers each search when the test lets it, with one hit whose post id tells the query's length. */
function slowClient(): { client: Client; asked: string[]; answer: () => Promise<void> } {
  const asked: string[] = []
  const waiting: (() => void)[] = []
  const call = async (name: string, input: { query?: string }): Promise<unknown> => {
    if (name !== 'search.run') return { ok: true, value: { suggestions: [] } }
    asked.push(input.query!)
    await new Promise<void>(resolve => waiting.push(resolve))
    const hits = [{ threadId: 1, postId: input.query!.length }]
    return { ok: true, value: { total: 1, isExact: true, threads: null, facets: null, hits, tookMs: 0, terms: [] } }
  }
  return {
    client: { call } as unknown as Client,
    asked,
    answer: async () => {
      waiting.shift()?.()
      await tick()
    },
  }
}

test('of the queries typed while one is being answered only the newest is asked', async () => {
  const { client, asked, answer } = slowClient()
  const search = new Search(client)
  const first = search.run('水')
  await tick()
  const runs = [first, ...['水塔', '水塔河', '水塔河边'].map(query => search.run(query))]
  await answer()
  await answer()
  await Promise.all(runs)
  expect([asked, search.hits.items[0]?.postId]).toEqual([['水', '水塔河边'], 4])
})

test('the answer of an older query is dropped when it comes', async () => {
  const { client, answer } = slowClient()
  const search = new Search(client)
  const older = search.run('水塔')
  await tick()
  const newer = search.run('水')
  await answer()
  expect(search.hits.items).toEqual([])
  await answer()
  await Promise.all([older, newer])
  expect(search.hits.items[0]?.postId).toBe(1)
})
