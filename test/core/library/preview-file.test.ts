import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../support/made-pages.ts'
import { towerPage } from '../../support/any-tower-page.ts'
import type { TestWriter } from '../../support/writer.ts'
import { openWriter } from '../../support/writer.ts'

function opened(): { writer: TestWriter; library: string; put: (name: string, content: string) => string } {
  const folder = temporaryFolder()
  const library = path.join(folder, 'library')
  const writer = openWriter(library)
  onTestFinished(() => writer.close())
  mkdirSync(path.join(folder, 'given'))
  return {
    writer,
    library,
    put(name, content) {
      writeFileSync(path.join(folder, 'given', name), content)
      return path.join(folder, 'given', name)
    },
  }
}

test('a file is looked at without a trace, then brings what was foretold', async () => {
  const { writer, library, put } = opened()
  const first = put('1.html', towerPage({ thread: 1, posts: 3 }))
  const { runId } = await writer['imports.start']({ paths: [first], kind: 'hand' })
  await writer.stopped(runId)
  const more = put('2.html', towerPage({ thread: 1, from: 3, posts: 3 }))
  const rows = (): unknown =>
    ['source', 'page', 'post', 'post_seen', 'thread', 'poster'].map(table =>
      writer.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    )
  const before = [rows(), readdirSync(path.join(library, 'originals'))]
  const { pages, isKnown } = await writer['imports.preview']({ path: more })
  expect([rows(), readdirSync(path.join(library, 'originals'))]).toEqual(before)
  expect([isKnown, pages]).toMatchObject([
    false,
    [{ engine: 'discuz', title: '水塔 1', posts: 3, newPosts: 2, joins: { title: '水塔 1', posts: 3 } }],
  ])
  expect(pages[0]!.first[0]).toMatchObject({ author: '守塔人3', text: '第1座水塔，第3层的话' })
  const imported = await writer.stopped((await writer['imports.start']({ paths: [more], kind: 'hand' })).runId)
  expect(imported.newPosts).toBe(2)
  expect((await writer['imports.preview']({ path: more })).isKnown).toBe(true)
})

test('a page of a thread that is not here yet joins none', async () => {
  const { writer, put } = opened()
  const { pages } = await writer['imports.preview']({ path: put('1.html', towerPage({ thread: 1 })) })
  expect(pages).toMatchObject([{ newPosts: 3, joins: null }])
})

test('what cannot be read is refused with its reason', async () => {
  const { writer, put } = opened()
  await expect(async () => writer['imports.preview']({ path: put('e.html', '') })).rejects.toMatchObject({
    code: 'file-empty',
  })
})
