/* The quick switcher as one types, among very many threads. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { namesFile } from '../../../src/core/library/names-file.ts'
import { Names } from '../../../src/core/library/names.ts'
import { databaseFile, openForReading } from '../../../src/core/store/open.ts'
import { loadSpelling } from '../../../src/core/text/pinyin.ts'
import { frequent, seededRandom } from '../../support/made-up-text.ts'
import { makeLibrary } from '../made-library.ts'
import { madeUpPosts } from '../made-words.ts'
import { percentile } from '../measure.ts'
import type { BenchOptions } from '../options.ts'
import { goal, number, say } from '../tell.ts'

const child = path.resolve(import.meta.dirname, '../../support/typing-child.ts')

export async function benchNames({ home, sizes }: BenchOptions): Promise<void> {
  for (const threads of sizes.length > 0 ? sizes : [100_000]) {
    say(`\n── names of ${threads} threads as one types ──`)
    const folder = await manyThreads(home, threads)
    const typed = await whatIsTyped(folder)
    await keepNames(folder)
    const { ready, keys, bytes } = type(folder, typed)
    say(`  ${keys.length} keys, p50 ${number(percentile(keys, 0.5), 0)} ms CPU, most ${number(Math.max(...keys), 0)}`)
    goal('a key, p99', percentile(keys, 0.99), 'ms CPU', 5, 'most')
    goal('the first answer', ready, 'ms CPU', 100, 'most')
    goal('memory', bytes / 1e6, 'MB', 150, 'most')
  }
}

const type = (folder: string, typed: readonly string[]) =>
  JSON.parse(execFileSync(process.execPath, [child, folder, ...typed], { encoding: 'utf8' })) as {
    ready: number
    keys: number[]
    bytes: number
  }

async function manyThreads(home: string, threads: number): Promise<string> {
  const folder = path.join(home, `threads-${threads}`)
  if (existsSync(folder)) return folder
  const part = `${folder}.part`
  mkdirSync(part, { recursive: true })
  copyFileSync(path.join((await makeLibrary(home, 10_000)).folder, databaseFile), path.join(part, databaseFile))
  const db = new Database(path.join(part, databaseFile))
  const titles = madeUpPosts(21, frequent)
  const random = seededRandom(8)
  const thread = db.prepare(`INSERT INTO thread (forum_id, title, title_key, board_id, engine, confidence, imported_at,
    post_count) VALUES (1, ?, ?, 1, 'phpwind', 'sure', '2024-01-01T00:00:00Z', 1)`)
  db.transaction(() => {
    for (let count = 0; count < threads; count++) {
      const title = titles(0)
        .replaceAll(/\s+/g, ' ')
        .slice(0, 6 + Math.floor(random() * 20))
      thread.run(title, title)
    }
  })()
  db.close()
  renameSync(part, folder)
  return folder
}

/** Spells all names, as happens behind the first answers, and leaves the file of names that later starts find. */
async function keepNames(folder: string): Promise<void> {
  const db = openForReading(folder)
  const names = new Names(db, path.join(folder, namesFile))
  do {
    await names.find('y', 1, ['thread', 'poster'])
    await setTimeout(200)
  } while (names.of('thread').unspelt(1).length > 0)
  names.close()
  db.close()
}

/** Pieces of titles in Chinese, their pinyin and initials, and Latin words with a slip. */
async function whatIsTyped(folder: string): Promise<string[]> {
  const db = new Database(path.join(folder, databaseFile), { readonly: true })
  const titles = db
    .prepare<[], string>(
      `SELECT title FROM thread WHERE title GLOB '*[一-龥][一-龥][一-龥]*' AND id % 4999 = 1 LIMIT 12`,
    )
    .pluck()
    .all()
  db.close()
  const spelling = await loadSpelling()
  const chinese = titles.flatMap(title => /[一-龥]{3,5}/.exec(title)?.[0] ?? [])
  const pinyin = chinese.map(name => spelling(name.slice(0, 3)).toLowerCase())
  const initials = chinese.map(name =>
    spelling(name)
      .replaceAll(/[a-z\s]/g, '')
      .toLowerCase(),
  )
  const latin = titles
    .flatMap(title => /[a-z]{5,}/.exec(title)?.[0] ?? [])
    .map(word => `${word[0]!}${word[2]!}${word.slice(2)}`)
  return [...chinese, ...pinyin, ...initials, ...latin].filter(word => word.length > 1)
}
