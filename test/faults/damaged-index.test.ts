/* A search index that is damaged while the library is whole: the answer is right at once, and the index soon again. */
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openTestLibrary, scratchFolder } from '../support/library.ts'

const sample = fileURLToPath(new URL('../../resources/sample', import.meta.url))

test('a search that meets a damaged index reads the texts, and has the index made anew', async () => {
  const { folder, remove } = scratchFolder()
  const first = await openTestLibrary(folder)
  await first.importAll(sample)
  const before = await first.ask('search.run', { query: '相机 OR 楼主' })
  await first.close()
  const db = new Database(path.join(folder, 'library.sqlite'))
  db.unsafeMode(true)
  db.exec("UPDATE post_index_data SET block = x'00ff00ff' WHERE id > 10")
  db.close()

  const library = await openTestLibrary(folder)
  const search = () => library.ask('search.run', { query: '相机 OR 楼主' })
  const met = await search()
  let later = await search()
  while (later.scanned || later.notIndexed > 0) {
    await setTimeout(50)
    later = await search()
  }
  expect([before.scanned, met.scanned, met.total, later.total]).toEqual([false, true, before.total, before.total])
  await library.close()
  remove()
})
