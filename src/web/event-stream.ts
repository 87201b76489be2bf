/* What the library tells, to every open window, as server-sent events. */
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Emit } from '../core/contract/events.ts'

type EventListener = (name: string, data: unknown) => void
export interface LibraryEvents {
  on(listener: EventListener): () => void
}

/** What the library tells, and beside it what the host itself has to tell. */
export function withOwnEvents(library: LibraryEvents): { readonly events: LibraryEvents; readonly emit: Emit } {
  const listeners = new Set<EventListener>()
  return {
    emit: (name, data) => listeners.forEach(tell => tell(name, data)),
    events: {
      on(listener) {
        const stop = library.on(listener)
        listeners.add(listener)
        return () => {
          listeners.delete(listener)
          stop()
        }
      },
    },
  }
}

export interface EventStreams {
  /** Answers one window; the answer lasts as long as the window. */
  open(context: Context): Response
  close(): void
}

const heartbeatMs = 15_000

/** `watch` is told how many windows there are whenever that changes. */
export function createEventStreams(events: LibraryEvents, watch: (windows: number) => void): EventStreams {
  const windows = new Set<() => void>()
  return {
    open: context =>
      streamSSE(context, async stream => {
        const ended = Promise.withResolvers<null>()
        const end = (): void => ended.resolve(null)
        const send = (name: string, data: unknown): void => {
          void stream.writeSSE({ event: name, data: JSON.stringify(data) })
        }
        // Tells the window that it is connected, and a proxy or a sleeping machine that the line is in use.
        const beat = setInterval(() => void stream.write(': here\n\n'), heartbeatMs)
        const stop = events.on(send)
        windows.add(end)
        watch(windows.size)
        stream.onAbort(end)
        await stream.write(': here\n\n')
        await ended.promise
        clearInterval(beat)
        stop()
        windows.delete(end)
        watch(windows.size)
      }),
    close() {
      for (const end of windows) end()
    },
  }
}
