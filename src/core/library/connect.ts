/*
 * A library opened for a host: one writer thread with the only read-write connection and the page readers, and reader
 * threads for questions. The host's own thread never opens the database and never parses a page.
 */
import type { ProcedureName } from '../contract/index.ts'
import { contract } from '../contract/index.ts'
import type { Reply, ReplyError } from '../contract/procedure.ts'
import { refusal } from '../contract/procedure.ts'
import { ThreadloftError } from '../errors.ts'
import type { LibraryThreads, ThreadOptions } from './library-threads.ts'
import { openThreads, startThread } from './library-threads.ts'
import type { EventListener } from './thread-link.ts'

export interface LibraryOptions extends ThreadOptions {
  /**
   * Also connect to a library that is damaged: every question is then answered with the reason, until a backup was
   * restored or what can be read was salvaged.
   */
  readonly evenDamaged?: boolean
}

export interface LibraryConnection {
  readonly folder: string
  readonly readOnly: boolean
  /** Why the library could not be opened for writing; null when it could. */
  readonly readOnlyReason: ReplyError | null
  /** Why the library could not be opened at all; null when it could. */
  readonly failure: ReplyError | null
  /** Settles with the reason when the writer thread dies: its import runs end without another word. */
  readonly lost: Promise<ReplyError>
  /** Answers the calls whose place is `reader`, `writer`, `keeper` or `mender`. */
  call(name: string, input: unknown): Promise<Reply<unknown>>
  on(listener: EventListener): () => void
  close(): Promise<void>
}

/** What a person can be helped with from within the program. */
const mendable = new Set(['library-damaged'])

/**
 * Opens a library. Where it cannot be opened for writing but can be read (another program has it, a read-only medium, a
 * full disk, a newer version) the connection is read-only and says why. Throws ThreadloftError when it cannot be opened
 * at all.
 */
export async function connectLibrary(options: LibraryOptions): Promise<LibraryConnection> {
  const connection = new Connection(options)
  await connection.open()
  const { failure } = connection
  if (failure && !(options.evenDamaged && mendable.has(failure.code)))
    throw new ThreadloftError(failure.code, failure.details)
  return connection
}

class Connection implements LibraryConnection {
  readonly folder: string
  readonly lost: Promise<ReplyError>
  failure: ReplyError | null = null
  private threads: LibraryThreads | null = null
  /** Settles when the library is open, or has failed to open; calls wait for it. */
  private settled: Promise<unknown> = Promise.resolve()
  private isClosed = false
  private readonly listeners = new Set<EventListener>()
  private readonly options: LibraryOptions
  private readonly tellLost: (reason: ReplyError) => void

  constructor(options: LibraryOptions) {
    this.options = options
    this.folder = options.folder
    const lost = Promise.withResolvers<ReplyError>()
    this.lost = lost.promise
    this.tellLost = lost.resolve
  }

  get readOnlyReason(): ReplyError | null {
    return this.threads?.refused ?? null
  }

  get readOnly(): boolean {
    return this.options.readOnly === true || this.readOnlyReason !== null
  }

  async open(): Promise<void> {
    try {
      this.threads = await openThreads(this.options, this.tell)
      this.failure = null
      void this.threads.lost.then(this.tellLost)
    } catch (thrown) {
      this.threads = null
      this.failure = refusal(thrown).error
    }
  }

  on(listener: EventListener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  async call(name: string, input: unknown): Promise<Reply<unknown>> {
    const place = Object.hasOwn(contract, name) ? contract[name as ProcedureName].place : null
    if (place === 'mender') return this.alone(name, input)
    await this.settled
    if (this.threads) return this.threads.call(name, input)
    return { ok: false, error: this.failure ?? refusal(new ThreadloftError('cancelled')).error }
  }

  /** Closes the library for the length of a call that must have it to itself, and opens what is there then. */
  private async alone(name: string, input: unknown): Promise<Reply<unknown>> {
    const before = this.settled
    const done = Promise.withResolvers<null>()
    this.settled = done.promise
    await before
    try {
      await this.threads?.close()
      this.threads = null
      return await this.mend(name, input)
    } finally {
      if (!this.isClosed) await this.open()
      done.resolve(null)
    }
  }

  private async mend(name: string, input: unknown): Promise<Reply<unknown>> {
    if (this.isClosed) return refusal(new ThreadloftError('cancelled'))
    const mender = startThread(this.options, 'library-mender', null, this.tell)
    try {
      const ready = await mender.ready
      return ready.ok ? await mender.call(name, input) : ready
    } finally {
      await mender.close()
    }
  }

  async close(): Promise<void> {
    this.isClosed = true
    await this.settled
    await this.threads?.close()
  }

  private readonly tell: EventListener = (name, data) => {
    for (const listener of this.listeners) listener(name, data)
  }
}
