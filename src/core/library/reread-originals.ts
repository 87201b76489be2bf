/*
 * Reading the kept originals again, for engines that have become better. A page's new reading takes the place of its old
 * one; posts keep their ids, other saves keep what they say, and a reading that says less than the old one is not taken.
 */
import type { Emit } from '../contract/events.ts'
import { asThreadloftError } from '../errors.ts'
import type { RereadItem, RereadReport } from '../model/upkeep.ts'
import { isDiscarded } from '../store/bin.ts'
import type { KeptSource } from '../store/kept-sources.ts'
import { keptSources, saidOfThread, saidOnPage } from '../store/kept-sources.ts'
import { pageById, pageOf } from '../store/pages.ts'
import type { WritableDB } from '../store/sql.ts'
import type { FileReading, ReadPageOfFile } from './file-reading.ts'
import { sourceFileOf } from './kept-file-source.ts'
import type { PageReaders } from './page-readers.ts'
import type { Shelf } from './store-file-reading.ts'
import { keepPictures, mergeRead } from './store-file-reading.ts'

export interface RereadPorts {
  readonly db: WritableDB
  readonly folder: string
  readonly readers: PageReaders
  readonly emit: Emit
  now(): Date
}

const tellEvery = 20

/** Reads every kept original again, or those an engine read; stops between two files when it is cancelled. */
export async function rereadOriginals(
  ports: RereadPorts,
  engine: string | null,
  cancelled: AbortSignal,
): Promise<RereadReport> {
  return rereadSources(ports, keptSources(ports.db, engine), cancelled)
}

/** Reads these kept originals again; stops between two files when it is cancelled. */
export async function rereadSources(
  ports: RereadPorts,
  sources: readonly KeptSource[],
  cancelled: AbortSignal,
): Promise<RereadReport> {
  const reread = new Reread(ports, sources.length)
  let next = 0
  const work = async (): Promise<void> => {
    for (let source = sources[next++]; source && !cancelled.aborted; source = sources[next++])
      await reread.take(source, cancelled)
  }
  await Promise.all(Array.from({ length: ports.readers.threads }, work))
  return reread.report()
}

class Reread {
  private readonly items: RereadItem[] = []
  private readonly changedThreads = new Set<number>()
  private same = 0
  private read = 0
  private readonly ports: RereadPorts
  private readonly given: number

  constructor(ports: RereadPorts, given: number) {
    this.ports = ports
    this.given = given
  }

  async take(source: KeptSource, cancelled: AbortSignal): Promise<void> {
    const { db, folder, readers, emit } = this.ports
    try {
      const reading = await readers.read(sourceFileOf(db, folder, source), cancelled)
      db.transaction(() => this.merge(source, reading))()
    } catch (thrown) {
      const { code } = asThreadloftError(thrown)
      if (code === 'cancelled') return
      this.items.push({ ...unread(source, source.name), outcome: 'failed', reason: code })
    }
    this.read++
    if (this.read % tellEvery === 0 || this.read === this.given)
      emit('upkeep.progress', { task: 'reread', done: this.read, total: this.given })
  }

  private merge(source: KeptSource, reading: FileReading): void {
    const { db, folder } = this.ports
    const shelf: Shelf = { db, folder, now: this.ports.now().toISOString() }
    keepPictures(shelf, reading.assets)
    for (const page of reading.pages) {
      const item = this.mergePage(shelf, source, page)
      if (item === null) this.same++
      else this.items.push(item)
      if (item?.threadId && item.outcome === 'changed') this.changedThreads.add(item.threadId)
    }
  }

  /** What the new reading of a page changed; null when it says what the old one said. */
  private mergePage(shelf: Shelf, source: KeptSource, page: ReadPageOfFile): RereadItem | null {
    const { db } = this.ports
    const known = pageOf(db, source.id, page.name)
    if (known === null && isDiscarded(db, source.id, page.name)) return null
    const before = known === null ? [] : saidOnPage(db, known)
    const threadBefore = known === null ? null : saidOfThread(db, known)
    if (page.reading.posts.length === 0 && known === null) return null
    const item = {
      ...unread(source, page.name),
      engineBefore: threadBefore?.engine ?? null,
      engine: page.reading.engine,
    }
    const reason = threadBefore && saysLess(page, threadBefore.confidence, before)
    if (reason) return { ...item, threadId: pageById(db, known!).threadId, outcome: 'kept', reason }
    const { threadId, newPosts } = mergeRead(shelf, source.id, page)
    const pageId = pageOf(db, source.id, page.name)!
    const saidBefore = new Map(before.map(({ postId, said }) => [postId, said]))
    const changedPosts = saidOnPage(db, pageId)
      .filter(({ postId, said }) => saidBefore.has(postId) && saidBefore.get(postId) !== said)
      .map(({ postId }) => postId)
    const isSame = newPosts === 0 && changedPosts.length === 0 && threadBefore?.said === saidOfThread(db, pageId).said
    return isSame ? null : { ...item, threadId, outcome: 'changed', newPosts, changedPosts }
  }

  report(): RereadReport {
    const count = (outcome: RereadItem['outcome']): number => this.items.filter(item => item.outcome === outcome).length
    if (this.changedThreads.size > 0) this.ports.emit('library.changed', { threadIds: [...this.changedThreads] })
    return {
      given: this.given,
      read: this.read,
      same: this.same,
      changed: count('changed'),
      kept: count('kept'),
      failed: count('failed'),
      newPosts: this.items.reduce((sum, item) => sum + item.newPosts, 0),
      changedPosts: this.items.reduce((sum, item) => sum + item.changedPosts.length, 0),
      items: this.items,
    }
  }
}

const unread = (source: KeptSource, page: string): RereadItem => ({
  source: source.name,
  page,
  threadId: null,
  outcome: 'changed',
  reason: null,
  engineBefore: null,
  engine: null,
  newPosts: 0,
  changedPosts: [],
})

const confidences = ['guess', 'likely', 'sure']

/** Why a new reading is not as good as the old one; null when it is. A library never shrinks by being read again. */
function saysLess(
  page: ReadPageOfFile,
  confidence: string,
  before: readonly { readonly pictures: number }[],
): string | null {
  const { posts } = page.reading
  if (posts.length < before.length) return 'fewer-posts'
  if (confidences.indexOf(page.reading.confidence) < confidences.indexOf(confidence)) return 'less-sure'
  const pictures = posts.reduce((sum, post) => sum + (post.html.match(/"assets\/[0-9a-f]{64}"/g)?.length ?? 0), 0)
  if (pictures < before.reduce((sum, post) => sum + post.pictures, 0)) return 'fewer-pictures'
  return null
}
