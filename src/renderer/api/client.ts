/* One door to the library over two transports; the screens never know which one carries them. */
import type { Call, Output } from '../../core/contract/index.ts'
import type { EventData, EventName } from '../../core/contract/events.ts'
import type { Reply } from '../../core/contract/procedure.ts'
import type { DroppedFile } from './dropped-files.ts'
import { bridgeTransport } from './bridge-transport.ts'
import type { Bridge } from './bridge-transport.ts'
import { httpTransport } from './http-transport.ts'

export type Listener<Name extends EventName> = (data: EventData<Name>) => void

export interface Client {
  readonly call: Call
  /** Hears an event until the function it gives back is called. */
  on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void
  /** Imports files that the person dropped or picked, by path where the host sees paths, else by sending them. */
  importFiles(files: readonly DroppedFile[]): Promise<Reply<Output<'imports.start'>>>
  /** What a file would bring, with nothing imported. */
  previewFile(file: DroppedFile): Promise<Reply<Output<'imports.preview'>>>
}

declare global {
  interface Window {
    readonly threadloft?: Bridge
  }
}

/** The client for this window: the preload's bridge when there is one, else HTTP to the address it came from. */
export function createClient(): Client {
  return window.threadloft ? bridgeTransport(window.threadloft) : httpTransport()
}
