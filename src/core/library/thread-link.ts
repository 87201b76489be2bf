/* Calls and events over a worker thread's port, both ends. */
import type { MessagePort, Worker } from 'node:worker_threads'
import type { Emit, EventName } from '../contract/events.ts'
import type { Contract, Handlers, Reply, ReplyError } from '../contract/procedure.ts'
import { answer, refusal } from '../contract/procedure.ts'
import { ThreadloftError } from '../errors.ts'

interface Question {
  readonly id: number
  readonly name: string
  readonly input: unknown
}
type Telling =
  | { readonly kind: 'ready'; readonly reply: Reply<unknown> }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'event'; readonly name: EventName; readonly data: unknown }

export type EventListener = (name: EventName, data: unknown) => void

/**
 * The thread's end: opens what the thread works on, tells whether that went well, then answers calls. `close` is
 * called when the other end asks for it.
 */
export async function serveThread<C extends Contract>(
  port: MessagePort,
  contract: C,
  open: (emit: Emit) => Promise<{ handlers: Handlers<C>; close: () => Promise<void> }>,
): Promise<void> {
  const tell = (telling: Telling): void => port.postMessage(telling)
  try {
    const { handlers, close } = await open((name, data) => tell({ kind: 'event', name, data }))
    port.on('message', (question: Question | 'close') => {
      if (question === 'close') void close().finally(() => port.close())
      else
        void answer(contract, handlers, question.name, question.input).then(reply =>
          tell({ kind: 'reply', id: question.id, reply }),
        )
    })
    tell({ kind: 'ready', reply: { ok: true, value: null } })
  } catch (thrown) {
    tell({ kind: 'ready', reply: refusal(thrown) })
    port.close()
  }
}

export interface ThreadClient {
  /** Settles when the thread has opened what it works on, with the refusal when it could not. */
  readonly ready: Promise<Reply<unknown>>
  /** Settles with the reason when the thread dies without having been asked to end; it answers no call any more. */
  readonly lost: Promise<ReplyError>
  /** How many calls are under way. */
  readonly pending: number
  call(name: string, input: unknown): Promise<Reply<unknown>>
  close(): Promise<void>
}

/** The other end of serveThread. A thread that dies answers every open call with `internal`. */
export function threadClient(worker: Worker, onEvent: EventListener): ThreadClient {
  const open = new Map<number, (reply: Reply<unknown>) => void>()
  const ready = Promise.withResolvers<Reply<unknown>>()
  const ended = Promise.withResolvers<null>()
  const lost = Promise.withResolvers<ReplyError>()
  let isClosing = false
  let next = 1
  let failure: ReturnType<typeof refusal> | null = null
  const fail = (thrown: unknown): void => {
    failure ??= refusal(thrown)
    ready.resolve(failure)
    if (!isClosing) lost.resolve(failure.error)
    for (const settle of open.values()) settle(failure)
    open.clear()
  }
  worker.on('message', (telling: Telling) => {
    if (telling.kind === 'ready') ready.resolve(telling.reply)
    else if (telling.kind === 'event') onEvent(telling.name, telling.data)
    else {
      open.get(telling.id)?.(telling.reply)
      open.delete(telling.id)
    }
  })
  worker.on('error', fail)
  worker.on('exit', () => {
    fail(new ThreadloftError('internal', { reason: 'the library thread has ended' }))
    ended.resolve(null)
  })
  return {
    ready: ready.promise,
    lost: lost.promise,
    get pending() {
      return open.size
    },
    call(name, input) {
      if (failure) return Promise.resolve(failure)
      const id = next++
      return new Promise(settle => {
        open.set(id, settle)
        worker.postMessage({ id, name, input } satisfies Question)
      })
    },
    async close() {
      isClosing = true
      if (!failure) worker.postMessage('close')
      await ended.promise
    },
  }
}
