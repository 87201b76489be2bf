/*
 * An import run: every file given ends as imported, known, skipped or failed, one bad file never stops the rest, and
 * what is reported as imported is committed. Files are read ahead by the page readers while the writer commits what is
 * ready in one transaction.
 */
import { createHash } from 'node:crypto'
import path from 'node:path'
import type { Emit } from '../contract/events.ts'
import { asThreadloftError, ThreadloftError } from '../errors.ts'
import { listFiles } from '../intake/list-files.ts'
import type { ListedFile, SourceFile } from '../intake/saved-page.ts'
import type { ImportCounts, ImportItem } from '../model/library.ts'
import { addItem, finishRun, setGiven } from '../store/imports.ts'
import { sourceBySha } from '../store/sources.ts'
import type { WritableDB } from '../store/sql.ts'
import type { FileReading } from './file-reading.ts'
import { emptyItem, reasonOf, shownName } from './import-item.ts'
import type { PageReaders } from './page-readers.ts'
import { loadRules, rulesFolder } from './load-rules.ts'
import { listExported, manifestOf, takeWhole } from './take-export.ts'
import { keepUnreadFile, storeFileReading } from './store-file-reading.ts'

export interface ImportPorts {
  readonly db: WritableDB
  readonly folder: string
  readonly readers: PageReaders
  readonly emit: Emit
  now(): Date
}

/** What an import was given; `root` is the temporary folder of an upload, left out of every name. */
export interface GivenFiles {
  readonly paths: readonly string[]
  readonly root: string | null
}

export type RunState = 'finished' | 'cancelled' | 'failed'

/** Larger files are refused before they are read into memory. */
const largestFile = 512 * 1024 * 1024
const progressEvery = 100

/** A file whose reading waits to be committed. */
interface Ready {
  readonly file: SourceFile
  readonly sha256: string
  readonly reading: FileReading | ThreadloftError
}

/** Runs an import to its end and answers how it ended; the run's row exists already. Throws only when the library fails. */
export async function importSources(
  ports: ImportPorts,
  runId: number,
  given: GivenFiles,
  cancelled: AbortSignal,
): Promise<RunState> {
  const run = new ImportRun(ports, runId, given, cancelled)
  try {
    await run.takeAll(given.paths)
    return run.end(cancelled.aborted ? 'cancelled' : 'finished')
  } catch (thrown) {
    run.end('failed')
    throw thrown
  }
}

class ImportRun {
  private readonly counts: ImportCounts = { given: 0, imported: 0, known: 0, skipped: 0, failed: 0 }
  private newPosts = 0
  private ready: Ready[] = []
  private toldAt = 0
  private readonly ports: ImportPorts
  private readonly runId: number
  private readonly cancelled: AbortSignal
  private readonly root: string | null

  constructor(ports: ImportPorts, runId: number, given: GivenFiles, cancelled: AbortSignal) {
    this.root = given.root
    this.ports = ports
    this.runId = runId
    this.cancelled = cancelled
  }

  /** Takes every file below the paths, as many at a time as there are page readers. */
  async takeAll(paths: readonly string[]): Promise<void> {
    this.tell('listing', null)
    if (paths.length === 1 && this.takeExported(paths[0]!)) return
    // A rule that cannot be used is named first: pages that it was written for are read without it.
    const { refused } = await loadRules(rulesFolder(this.ports.folder))
    const badRules = refused.map(error => ({ path: String(error.details['path']), error }))
    const listed = [...badRules, ...(await this.list(paths))]
    this.counts.given = listed.length
    setGiven(this.ports.db, this.runId, listed.length)
    let next = 0
    const work = async (): Promise<void> => {
      for (let entry = listed[next++]; entry && !this.cancelled.aborted; entry = listed[next++]) await this.take(entry)
    }
    await Promise.all(Array.from({ length: this.ports.readers.threads }, work))
    this.commit()
  }

  private async list(paths: readonly string[]): Promise<ListedFile[]> {
    const isExport = (given: string): boolean => manifestOf(given) !== null
    const exported = paths.filter(isExport).flatMap(listExported)
    return [
      ...exported,
      ...(await listFiles(
        paths.filter(given => !isExport(given)),
        this.cancelled,
      )),
    ]
  }

  /** A whole exported library becomes an empty one as it is; whether that was done. */
  private takeExported(given: string): boolean {
    const { db, folder, emit } = this.ports
    const items = takeWhole(db, folder, given, this.cancelled)
    if (!items) return false
    this.counts.given = items.length
    db.transaction(() => {
      setGiven(db, this.runId, items.length)
      for (const item of items) addItem(db, this.runId, item)
    })()
    for (const item of items) this.count(item)
    emit('library.changed', { threadIds: [...new Set(items.flatMap(item => item.threadId ?? []))] })
    return true
  }

  /** Reads one listed file and leaves it to be committed, or notes at once why it is not read. */
  private async take(entry: ListedFile): Promise<void> {
    this.tell('running', this.shown(entry.path))
    if ('error' in entry) return this.note(entry.path, 'failed', entry.error)
    if (entry.size > largestFile)
      return this.note(
        entry.path,
        'failed',
        new ThreadloftError('page-too-large', { path: entry.path, megabytes: largestFile >> 20 }),
      )
    let file: SourceFile
    try {
      file = { ...(await entry.read()), shownAs: this.shown(entry.path) }
    } catch (thrown) {
      return this.note(entry.path, 'failed', asThreadloftError(thrown))
    }
    const sha256 = createHash('sha256').update(file.bytes).digest('hex')
    if (this.isKnown(sha256)) this.ready.push({ file, sha256, reading: { pages: [], assets: [] } })
    else {
      const reading = await this.ports.readers.read(file, this.cancelled).catch(asThreadloftError)
      if (reading instanceof ThreadloftError && reading.code === 'cancelled') return
      this.ready.push({ file, sha256, reading })
    }
    // Let other readers' results come in, so that one transaction takes them all.
    await new Promise(resolve => setImmediate(resolve))
    this.commit()
  }

  private isKnown(sha256: string): boolean {
    const known = sourceBySha(this.ports.db, sha256)
    return known !== null && known.threadIds.length > 0
  }

  /** Commits all that is ready in one transaction, then tells. */
  private commit(): void {
    const batch = this.ready
    if (batch.length === 0) return
    this.ready = []
    const items = this.ports.db.transaction(() => batch.map(ready => this.store(ready)))()
    for (const item of items) this.count(item)
    const changed = items
      .filter(item => item.threadId !== null && item.outcome === 'imported')
      .map(item => item.threadId!)
    if (changed.length > 0) this.ports.emit('library.changed', { threadIds: [...new Set(changed)] })
    this.tell('running', null)
  }

  /** One file's rows, inside the batch's transaction; a file that cannot be stored leaves nothing but its report. */
  private store(ready: Ready): ImportItem {
    const { db, folder } = this.ports
    const now = this.ports.now().toISOString()
    let item: ImportItem
    try {
      item = db.transaction(() => this.itemOf(ready, now))()
    } catch (thrown) {
      const error = asThreadloftError(thrown)
      if (error.code === 'disk-full') throw error
      keepUnreadFile({ db, folder, now }, ready.file, ready.sha256)
      item = emptyItem(shownName(ready.file), 'failed', reasonOf(error))
    }
    addItem(db, this.runId, item)
    return item
  }

  private itemOf({ file, sha256, reading }: Ready, now: string): ImportItem {
    const { db, folder } = this.ports
    const name = shownName(file)
    const known = sourceBySha(db, sha256)
    if (known && known.threadIds.length > 0) {
      const reason = { code: 'same-bytes', message: 'The library has this very file already.' }
      return { ...emptyItem(name, 'known', reason), threadId: known.threadIds[0]!, posts: known.posts }
    }
    if (reading instanceof ThreadloftError) {
      if (reading.code === 'unsupported-file' || reading.code === 'file-empty')
        return emptyItem(name, 'skipped', reasonOf(reading))
      keepUnreadFile({ db, folder, now }, file, sha256)
      return emptyItem(name, 'failed', reasonOf(reading))
    }
    return storeFileReading({ db, folder, now }, file, sha256, reading)
  }

  /** A path without the folder that files were uploaded to, which says nothing to people. */
  private shown(file: string): string {
    return this.root === null ? file : path.relative(this.root, file)
  }

  private note(file: string, outcome: ImportItem['outcome'], error: ThreadloftError): void {
    const item = emptyItem(this.shown(file), outcome, reasonOf(error))
    addItem(this.ports.db, this.runId, item)
    this.count(item)
  }

  private count(item: ImportItem): void {
    this.counts[item.outcome]++
    this.newPosts += item.newPosts
  }

  /** Sends progress, ten times a second at most, so that a screen is told the truth without being flooded. */
  private tell(state: 'listing' | 'running', current: string | null): void {
    const now = Date.now()
    if (now - this.toldAt < progressEvery) return
    this.toldAt = now
    this.ports.emit('imports.progress', { runId: this.runId, state, ...this.counts, newPosts: this.newPosts, current })
  }

  /** Ends the run's row and tells its last state. */
  end(state: RunState): RunState {
    finishRun(this.ports.db, this.runId, state, this.ports.now().toISOString())
    this.ports.emit('imports.progress', {
      runId: this.runId,
      state,
      ...this.counts,
      newPosts: this.newPosts,
      current: null,
    })
    return state
  }
}
