import type { Call, ProcedureName } from '../../core/contract/index.ts'
import type { EventName } from '../../core/contract/events.ts'
import type { Reply } from '../../core/contract/procedure.ts'
import type { Client, Listener } from './client.ts'

/** What the preload gives the window of the desktop program. */
export interface Bridge {
  call(name: ProcedureName, input: unknown): Promise<Reply<unknown>>
  on(name: EventName, listener: (data: unknown) => void): () => void
  pathForFile(file: File): string
}

/** Calls over Electron's IPC. Inputs must be plain data: a Svelte proxy cannot be cloned. */
export function bridgeTransport(bridge: Bridge): Client {
  const call = ((name, input) => bridge.call(name, input)) as Call
  return {
    call,
    on: <Name extends EventName>(name: Name, listener: Listener<Name>) =>
      bridge.on(name, listener as (data: unknown) => void),
    importFiles: files => {
      const paths = files.map(dropped => bridge.pathForFile(dropped.file)).filter(path => path !== '')
      return call('imports.start', { paths })
    },
    previewFile: ({ file }) => call('imports.preview', { path: bridge.pathForFile(file) }),
  }
}
