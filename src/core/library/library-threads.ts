/* The threads of one open library: a writer, readers, and keepers that live as long as their work takes. */
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { ProcedureName } from '../contract/index.ts'
import { contract } from '../contract/index.ts'
import type { Reply, ReplyError } from '../contract/procedure.ts'
import { refusal, valueOf } from '../contract/procedure.ts'
import { ThreadloftError } from '../errors.ts'
import { ReaderPool } from './reader-pool.ts'
import type { EventListener, ThreadClient } from './thread-link.ts'
import { threadClient } from './thread-link.ts'

export interface ThreadOptions {
  /** The library's folder; made when it is not there. */
  readonly folder: string
  /** The folder of the worker entries: src/worker as .ts, or out/main as .js. Ends with a slash. */
  readonly entries: URL
  readonly readers?: number
  /** Watches the folders that are to be watched: for a program that stays open. */
  readonly watch?: boolean
  /** Only reader threads, for a command that changes nothing; the library must be there. */
  readonly readOnly?: boolean
}

/** What a library thread is told when it starts. */
export interface ThreadData {
  readonly folder: string
  readonly pageReader: string
  readonly readOnlyReason: string | null
  readonly watch: boolean
}

export interface LibraryThreads {
  /** Why the library could not be opened for writing; null when it could, or was not to be. */
  readonly refused: ReplyError | null
  /** Settles with the reason when the writer thread dies. */
  readonly lost: Promise<ReplyError>
  call(name: string, input: unknown): Promise<Reply<unknown>>
  close(): Promise<void>
}

/** The address of a worker entry, bundled or source. */
export function entryOf(entries: URL, name: string): URL {
  const bundled = new URL(`${name}.js`, entries)
  return existsSync(bundled) ? bundled : new URL(`${name}.ts`, entries)
}

/** Starts one thread of a library. */
export function startThread(
  { folder, entries, watch = false }: ThreadOptions,
  name: string,
  readOnlyReason: string | null,
  tell: EventListener,
): ThreadClient {
  const pageReader = entryOf(entries, 'page-reader').href
  const workerData: ThreadData = { folder, pageReader, readOnlyReason, watch }
  return threadClient(new Worker(entryOf(entries, name), { workerData }), tell)
}

// What still lets a library be read when it cannot be written.
const readableStill = new Set(['library-locked', 'library-read-only', 'library-newer', 'disk-full'])

/** Opens a library. Throws ThreadloftError, with every thread ended, when it can be neither written nor read. */
export async function openThreads(options: ThreadOptions, tell: EventListener): Promise<LibraryThreads> {
  const writer = options.readOnly ? null : startThread(options, 'library-writer', null, tell)
  const opened = await writer?.ready
  const refused = opened && !opened.ok ? opened.error : null
  if (refused && !readableStill.has(refused.code)) throw new ThreadloftError(refused.code, refused.details)
  const tellOfReader: EventListener = (name, data) => {
    if (name === 'search.indexUnusable' && writer && !refused) void writer.call('search.rebuild', {})
    tell(name, data)
  }
  const start = (name: string): ThreadClient => startThread(options, name, refused?.code ?? null, tellOfReader)
  const readers = Array.from({ length: options.readers ?? 2 }, () => start('library-reader'))
  const lost = writer && !refused ? lossOf(writer) : new Promise<ReplyError>(() => undefined)
  let stopped: ReplyError | null = null
  void lost.then(reason => {
    stopped = reason
    tell('library.lost', { reason: String(reason.details['reason']) })
  })
  const keepers = new Set<ThreadClient>()
  const close = async (): Promise<void> => {
    await Promise.all([...keepers].map(keeper => keeper.close()))
    // The writer goes last: alone it can leave the database as one plain file.
    await Promise.all(readers.map(reader => reader.close()))
    await writer?.close()
  }
  try {
    for (const reader of readers) valueOf(await reader.ready)
  } catch (thrown) {
    await close()
    throw thrown
  }
  // Long work has a thread of its own for as long as it takes, so that no question waits behind it.
  const keep = async (name: string, input: unknown): Promise<Reply<unknown>> => {
    const keeper = start('library-keeper')
    keepers.add(keeper)
    try {
      const ready = await keeper.ready
      return ready.ok ? await keeper.call(name, input) : ready
    } finally {
      keepers.delete(keeper)
      await keeper.close()
    }
  }
  const pool = new ReaderPool(readers)
  const call: LibraryThreads['call'] = async (name, input) => {
    const place = Object.hasOwn(contract, name) ? contract[name as ProcedureName].place : null
    if (place === 'keeper') return keep(name, input)
    if (place === 'reader') return pool.call(name, input)
    if (place !== 'writer') return refusal(new ThreadloftError('unknown-command', { name }))
    if (writer && !refused) {
      const reply = await writer.call(name, input)
      return stopped && !reply.ok ? { ok: false, error: stopped } : reply
    }
    return refusal(
      new ThreadloftError(refused?.code ?? 'library-read-only', refused?.details ?? { path: options.folder }),
    )
  }
  if (writer && !refused) await backUpIfDue(call, tell)
  return { refused, lost, call, close }
}

/** A writer that died, as a person may meet it: nothing that was told is lost, and a new start mends it. */
async function lossOf(writer: ThreadClient): Promise<ReplyError> {
  const { code, details } = await writer.lost
  return { code: 'library-stopped', details: { reason: details['reason'] ?? code } }
}

async function backUpIfDue(call: LibraryThreads['call'], tell: EventListener): Promise<void> {
  const asked = (await call('backups.list', { counts: false })) as Reply<{ due: boolean }>
  if (!asked.ok || !asked.value.due) return
  void call('backups.make', { reason: 'daily' }).then(made => {
    if (made.ok) return
    const { code, details } = made.error
    tell('upkeep.failed', { task: 'backup', code, path: String(details['path'] ?? '') || null })
  })
}
