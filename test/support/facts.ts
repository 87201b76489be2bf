/*
 * Compares what Threadloft reads from real saved pages with the facts that were noted by hand (a corpus' INDEX.json).
 * The facts are written as people note them ("#12 post-345", "1/3 (41 posts)"), so each is compared in its own way.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { PageReading, PostReading } from '../../src/core/model/reading.ts'
import { readTime } from '../../src/core/text/time.ts'

export const corpusFolder = path.resolve(import.meta.dirname, '../../../shared/corpus')
export const hasCorpus = (): boolean => existsSync(path.join(corpusFolder, 'INDEX.json'))

interface NotedPost {
  readonly id?: string | null
  readonly author?: string | null
  readonly time?: string | null
}
export interface NotedPage {
  readonly file: string
  readonly engine: string
  readonly kind?: string
  readonly title?: string | null
  readonly posts?: number | null
  readonly postsNote?: string | null
  readonly first?: NotedPost | null
  readonly last?: NotedPost | null
  readonly board?: string | null
  readonly threadId?: string | null
  readonly page?: string | null
  readonly opening?: string | null
  readonly floors?: readonly string[] | null
  readonly noise?: number | null
}

export type Verdict = 'right' | 'wrong' | 'absent'
export interface FactResult {
  readonly fact: string
  readonly verdict: Verdict
  readonly expected: string
  readonly found: string
}

/** The pages of a corpus whose facts were noted. */
export function notedPages(corpus: string): NotedPage[] {
  const index = JSON.parse(readFileSync(path.join(corpus, 'INDEX.json'), 'utf8')) as { pages: NotedPage[] }
  return index.pages.filter(page => page.kind === undefined && existsSync(path.join(corpus, page.file)))
}

const squeeze = (value: string): string => value.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
const lastNumber = (value: string): string => value.match(/\d+/g)?.at(-1) ?? value

/** Every noted fact of a page with its verdict. */
export function compareFacts(noted: NotedPage, reading: PageReading): FactResult[] {
  const results: FactResult[] = []
  const add: Add = (fact, expected, found, isRight) => {
    if (expected === null || expected === undefined || expected === '') return
    const isAbsent = found === null || found === undefined || found === ''
    results.push({
      fact,
      expected: String(expected),
      found: String(found),
      verdict: isRight ? 'right' : isAbsent ? 'absent' : 'wrong',
    })
  }
  const title = squeeze(reading.thread.title)
  const expectedTitle = squeeze((noted.title ?? '').replace(/\s*\(prefix [^)]*\)$/, '').replace(/…$/, ''))
  add(
    'title',
    noted.title,
    reading.thread.title,
    noted.title?.endsWith('…') ? title.startsWith(expectedTitle) : title === expectedTitle,
  )
  const [, questions, answers] = /^(\d+) questions? \+ (\d+) answers?/.exec(noted.postsNote ?? '') ?? []
  const posts = questions && answers ? Number(questions) + Number(answers) : noted.posts
  add('posts', posts, reading.posts.length, reading.posts.length === posts)
  addPost(add, 'first', noted.first, reading.posts)
  addPost(add, 'last', noted.last, reading.posts.toReversed())
  const boards = [noted.board, noted.board?.replace(/\s*\([^)]*\)$/, '')].map(board => squeeze(board ?? ''))
  add('board', noted.board, reading.board?.name, boards.includes(squeeze(reading.board?.name ?? '')))
  add(
    'threadId',
    noted.threadId,
    reading.thread.id,
    lastNumber(reading.thread.id ?? '') === lastNumber(noted.threadId ?? '') || reading.thread.id === noted.threadId,
  )
  const [page, pages] = (noted.page ?? '').match(/^(\d+)(?:\/(\d+))?/)?.slice(1) ?? []
  add('page', page, reading.thread.page, reading.thread.page === Number(page))
  add('pages', pages, reading.thread.pages, reading.thread.pages === Number(pages))
  const opening = squeeze(noted.opening ?? '').slice(0, 30)
  add(
    'opening',
    noted.opening,
    reading.posts[0]?.text.slice(0, 60),
    reading.posts.slice(0, 2).some(post => squeeze(post.text).includes(opening)),
  )
  const labels = reading.posts.map(post => post.floorLabel)
  add('floors', noted.floors?.join(' '), labels.join(' '), labels.join(' ') === noted.floors?.join(' '))
  const noise = reading.removed.filter(piece => piece.kind === 'noise').length
  add('noise', noted.noise, noise, noise === noted.noise)
  return results
}

type Noted = string | number | null | undefined
type Add = (fact: string, expected: Noted, found: Noted, isRight: boolean) => void

/** A noted post is looked for among the first few: some corpora note a thread's first reply, not its opening. */
function addPost(add: Add, which: string, noted: NotedPost | null | undefined, posts: readonly PostReading[]): void {
  if (!noted) return
  const wantedId = noted.id ? lastNumber(noted.id) : null
  const post =
    posts.slice(0, 2).find(candidate => wantedId !== null && lastNumber(candidate.id ?? '') === wantedId) ?? posts[0]
  const author = noted.author?.replace(/ \(.*\)$/, '')
  add(
    `${which} author`,
    author,
    post?.author.name,
    post !== undefined && squeeze(post.author.name ?? '') === squeeze(author ?? ''),
  )
  add(
    `${which} id`,
    noted.id,
    post?.id,
    post !== undefined && wantedId !== null && lastNumber(post.id ?? '') === wantedId,
  )
  if (noted.time)
    add(
      `${which} time`,
      noted.time,
      post?.postedAt ?? post?.postedAtText,
      post !== undefined && sameTime(noted.time, post),
    )
}

function sameTime(noted: string, post: PostReading): boolean {
  const shown = squeeze(post.postedAtText ?? '')
  const written = squeeze(noted.replace(/\(.*\)/, ''))
  if (shown !== '' && (shown.includes(written) || written.includes(shown))) return true
  if (post.postedAt === null) return false
  const iso = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.exec(noted)?.[0]?.replace(' ', 'T')
  if (iso) return post.postedAt.startsWith(iso)
  if (/^\d{9,10}$/.test(noted))
    return post.postedAt.startsWith(new Date(Number(noted) * 1000).toISOString().slice(0, 16))
  const read = readTime(noted, { savedAt: null }) ?? readTime(noted, { savedAt: null, order: 'day-first' })
  const length = Math.min(read?.at.length ?? 0, post.postedAt.length, 16)
  return read !== null && read.at.slice(0, length) === post.postedAt.slice(0, length)
}
