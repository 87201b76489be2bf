import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Names, nameKinds } from '../../../src/core/library/names.ts'
import { run, sql } from '../../../src/core/store/sql.ts'
import { noteVisit } from '../../../src/core/store/visits.ts'
import { libraryOf } from '../../support/search-library.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'names-'))
afterAll(() => rmSync(folder, { recursive: true }))

function library() {
  return libraryOf(
    [
      { text: 'x', author: '工会主席' },
      { text: 'y', thread: 2 },
    ],
    [
      { id: 1, title: '工会天地的故事', board: '工会' },
      { id: 2, title: 'Kubernetes 工会' },
    ],
  )
}

async function texts(names: Names, text: string): Promise<string[]> {
  const items = await names.find(text, 10, nameKinds)
  return items.map(item => `${item.kind} ${item.text}`)
}

test('what fits better comes first, and what was gone to often before what fits as well', async () => {
  const db = library()
  const names = new Names(db, null)
  expect(await texts(names, '工会')).toEqual([
    'board 工会',
    'poster 工会主席',
    'thread 工会天地的故事',
    'thread Kubernetes 工会',
  ])
  for (let times = 0; times < 3; times++) noteVisit(db, 'thread', 1, new Date().toISOString())
  expect((await texts(names, 'gonghui'))[0]).toBe('thread 工会天地的故事')
  expect(await texts(names, '')).toEqual(['thread 工会天地的故事'])
})

test('a thread in the bin is not offered, nor are a person and a board that have nothing else', async () => {
  const db = library()
  run(db, sql`UPDATE thread SET binned_at = '2024-01-01T00:00:00Z' WHERE id = 1`)
  expect(await texts(new Names(db, null), '工会')).toEqual(['thread Kubernetes 工会'])
})

test('names are kept in a file, taken up where they are still right, and made anew where it is damaged', async () => {
  const db = library()
  const file = path.join(folder, 'names.index')
  const first = new Names(db, file)
  await first.find('工会', 10, nameKinds)
  first.close()
  const written = readFileSync(file)
  run(db, sql`UPDATE thread SET title = '改了名字' WHERE id = 2`)

  const second = new Names(db, file)
  expect([await texts(second, 'gaile'), await texts(second, 'kubernetes')]).toEqual([['thread 改了名字'], []])
  second.close()
  expect(readFileSync(file).equals(written)).toBe(false)

  for (const damaged of [
    Buffer.from('{'),
    written.subarray(0, -9),
    Buffer.concat([written.subarray(0, -1), Buffer.from('x')]),
  ]) {
    writeFileSync(file, damaged)
    expect(await texts(new Names(db, file), 'zhuxi')).toEqual(['poster 工会主席'])
  }
})
