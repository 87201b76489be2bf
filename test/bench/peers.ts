/* Other programs on the same posts: Recoll and ripgrep, where they are installed. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type Database from 'better-sqlite3'

const postsOfPage = 20

export interface Peer {
  readonly name: string
  /** Asks and answers how many milliseconds it took from start to end. */
  ask(query: string): number
}

/** Writes the posts as pages of text, as one would keep them without Threadloft, once. */
export function writePages(db: Database.Database, folder: string): string {
  const pages = path.join(folder, 'pages')
  if (existsSync(pages)) return pages
  mkdirSync(pages)
  const rows = db.prepare<[], { id: number; text: string }>('SELECT id, text FROM post_version ORDER BY id').iterate()
  let page: string[] = []
  let number = 0
  const write = () => writeFileSync(path.join(pages, `page-${++number}.txt`), page.join('\n\n'))
  for (const { text } of rows) {
    page.push(text)
    if (page.length < postsOfPage) continue
    write()
    page = []
  }
  if (page.length > 0) write()
  return pages
}

/** Recoll with an index of these pages, and the seconds that making it took; null where it is not installed. */
export function recollOver(pages: string): { peers: Peer[]; seconds: number | null } | null {
  if (!isInstalled('recollindex') || !isInstalled('recollq')) return null
  const settings = `${pages}-recoll`
  let seconds: number | null = null
  if (!existsSync(settings)) {
    mkdirSync(settings)
    writeFileSync(path.join(settings, 'recoll.conf'), `topdirs = ${pages}\nloglevel = 1\nidxabsmlen = 250\n`)
    const startedAt = performance.now()
    spawnSync('recollindex', ['-c', settings, '-z'], { stdio: 'ignore' })
    seconds = (performance.now() - startedAt) / 1_000
  }
  const ask = (words: readonly string[]) => (query: string) =>
    timed('recollq', ['-c', settings, '-n', '50', ...words, query])
  return {
    seconds,
    peers: [
      { name: 'recollq with abstracts', ask: ask(['-A']) },
      { name: 'recollq without', ask: ask([]) },
    ],
  }
}

/** ripgrep over these pages, counting only; null where it is not installed. */
export function ripgrepOver(pages: string): Peer | null {
  if (!isInstalled('rg')) return null
  return { name: 'rg -i, counting', ask: query => timed('rg', ['-i', '-F', '--count-matches', query, pages]) }
}

function timed(program: string, words: readonly string[]): number {
  const startedAt = performance.now()
  spawnSync(program, words, { stdio: ['ignore', 'ignore', 'ignore'] })
  return performance.now() - startedAt
}

export function isInstalled(program: string): boolean {
  return spawnSync('which', [program], { stdio: 'ignore' }).status === 0
}
