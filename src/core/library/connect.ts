/*
 * A library opened for a host: one writer thread with the only read-write connection and the page readers, and reader
 * threads for questions. The host's own thread never opens the database and never parses a page.
 */
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { ProcedureName } from '../contract/index.ts'
import { contract } from '../contract/index.ts'
import type { Reply, ReplyError } from '../contract/procedure.ts'
import { refusal, valueOf } from '../contract/procedure.ts'
import { ThreadloftError } from '../errors.ts'
import type { EventListener, ThreadClient } from './thread-link.ts'
import { threadClient } from './thread-link.ts'

export interface LibraryOptions {
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

export interface LibraryConnection {
  readonly folder: string
  readonly readOnly: boolean
  /** Why the library could not be opened for writing; null when it could. */
  readonly readOnlyReason: ReplyError | null
  /** Settles with the reason when the writer thread dies: its import runs end without another word. */
  readonly lost: Promise<ReplyError>
  /** Answers the calls whose place is `reader`, `writer` or `keeper`. */
  call(name: string, input: unknown): Promise<Reply<unknown>>
  on(listener: EventListener): () => void
  close(): Promise<void>
}

/** What a library thread is told when it starts. */
export interface ThreadData {
  readonly folder: string
  readonly pageReader: string
  readonly readOnlyReason: string | null
  readonly watch: boolean
}

/** The address of a worker entry, bundled or source. */
export function entryOf(entries: URL, name: string): URL {
  const bundled = new URL(`${name}.js`, entries)
  return existsSync(bundled) ? bundled : new URL(`${name}.ts`, entries)
}

// What still lets a library be read when it cannot be written.
const readableStill = new Set(['library-locked', 'library-read-only', 'library-newer'])

/**
 * Opens a library. Where it cannot be opened for writing but can be read (another program has it, a read-only medium, a
 * newer version) the connection is read-only and says why. Throws ThreadloftError when it cannot be opened at all.
 */
export async function connectLibrary(options: LibraryOptions): Promise<LibraryConnection> {
  const listeners = new Set<EventListener>()
  const tellAll: EventListener = (name, data) => {
    for (const listener of listeners) listener(name, data)
  }
  const start = (name: string, readOnlyReason: string | null): ThreadClient => {
    const workerData: ThreadData = {
      folder: options.folder,
      pageReader: entryOf(options.entries, 'page-reader').href,
      readOnlyReason,
      watch: options.watch === true,
    }
    return threadClient(new Worker(entryOf(options.entries, name), { workerData }), tellAll)
  }
  const writer = options.readOnly ? null : start('library-writer', null)
  const opened = await writer?.ready
  const refused = opened && !opened.ok ? opened.error : null
  if (refused && !readableStill.has(refused.code)) throw new ThreadloftError(refused.code, refused.details)
  const lost = writer && !refused ? lossOf(writer) : new Promise<ReplyError>(() => undefined)
  let stopped: ReplyError | null = null
  void lost.then(reason => {
    stopped = reason
    tellAll('library.lost', { reason: String(reason.details['reason']) })
  })
  const readers = Array.from({ length: options.readers ?? 2 }, () => start('library-reader', refused?.code ?? null))
  for (const reader of readers) valueOf(await reader.ready)
  const keepers = new Set<ThreadClient>()
  // Long work has a thread of its own for as long as it takes, so that no question waits behind it.
  const keep = async (name: string, input: unknown): Promise<Reply<unknown>> => {
    const keeper = start('library-keeper', refused?.code ?? null)
    keepers.add(keeper)
    try {
      const ready = await keeper.ready
      return ready.ok ? await keeper.call(name, input) : ready
    } finally {
      keepers.delete(keeper)
      await keeper.close()
    }
  }
  const backUpIfDue = async (): Promise<void> => {
    const asked = (await readers[0]?.call('backups.list', { counts: false })) as Reply<{ due: boolean }> | undefined
    if (!asked?.ok || !asked.value.due) return
    void keep('backups.make', { reason: 'daily' }).then(made => {
      if (made.ok) return
      const { code, details } = made.error
      tellAll('upkeep.failed', { task: 'backup', code, path: String(details['path'] ?? '') || null })
    })
  }
  if (writer && !refused) await backUpIfDue()
  const threads = [...(writer && !refused ? [writer] : []), ...readers]
  return {
    folder: options.folder,
    readOnly: !writer || refused !== null,
    readOnlyReason: refused,
    lost,
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async call(name, input) {
      const place = Object.hasOwn(contract, name) ? contract[name as ProcedureName].place : null
      if (place === 'keeper') return keep(name, input)
      if (place === 'reader') return readers.toSorted((one, other) => one.pending - other.pending)[0]!.call(name, input)
      if (place !== 'writer') return refusal(new ThreadloftError('unknown-command', { name }))
      if (!writer || refused)
        return refusal(
          new ThreadloftError(refused?.code ?? 'library-read-only', refused?.details ?? { path: options.folder }),
        )
      const reply = await writer.call(name, input)
      return stopped && !reply.ok ? { ok: false, error: stopped } : reply
    },
    async close() {
      await Promise.all([...keepers].map(keeper => keeper.close()))
      await Promise.all(threads.map(thread => thread.close()))
    },
  }
}

/** A writer that died, as a person may meet it: nothing that was told is lost, and a new start mends it. */
async function lossOf(writer: ThreadClient): Promise<ReplyError> {
  const { code, details } = await writer.lost
  return { code: 'library-stopped', details: { reason: details['reason'] ?? code } }
}
