import type { Call, Output } from '../../core/contract/index.ts'
import type { EventName } from '../../core/contract/events.ts'
import type { Reply } from '../../core/contract/procedure.ts'
import type { Client, Listener } from './client.ts'
import type { DroppedFile } from './dropped-files.ts'

/** Calls as POST api/<name>, events as Server-Sent Events; every address is relative to the page. */
export function httpTransport(): Client {
  let events: EventSource | undefined
  return {
    call: ((name, input) =>
      post(`api/${name}`, JSON.stringify(input), { 'content-type': 'application/json' }, outlives.has(name))) as Call,
    on: <Name extends EventName>(name: Name, listener: Listener<Name>) => {
      events ??= new EventSource('api/events')
      const hear = (event: MessageEvent<string>): void =>
        listener(JSON.parse(event.data) as Parameters<typeof listener>[0])
      events.addEventListener(name, hear)
      return () => events?.removeEventListener(name, hear)
    },
    importFiles: files => post('api/upload', formOf(files), {}) as Promise<Reply<Output<'imports.start'>>>,
    previewFile: file => post('api/preview', formOf([file]), {}) as Promise<Reply<Output<'imports.preview'>>>,
  }
}

/** Calls made when the window closes reach the library all the same. */
const outlives: ReadonlySet<string> = new Set(['reading.note'])

function formOf(files: readonly DroppedFile[]): FormData {
  const form = new FormData()
  for (const dropped of files) form.append('file', dropped.file, dropped.path)
  return form
}

async function post(
  address: string,
  body: BodyInit,
  headers: Record<string, string>,
  keepalive = false,
): Promise<Reply<unknown>> {
  try {
    const response = await fetch(address, { method: 'POST', body, headers, keepalive, credentials: 'same-origin' })
    const reply: unknown = await response.json()
    if (typeof reply === 'object' && reply !== null && 'ok' in reply) return reply as Reply<unknown>
    return unreachable(`${response.status} ${response.statusText}`)
  } catch (thrown) {
    return unreachable(thrown instanceof Error ? thrown.message : String(thrown))
  }
}

function unreachable(reason: string): Reply<never> {
  return { ok: false, error: { code: 'library-unreachable', details: { reason } } }
}
