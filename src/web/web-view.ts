/* The local web view of one program folder: server, printer and opener put together. */
import path from 'node:path'
import type { LibraryConnection } from '../core/library/connect.ts'
import type { Logger } from '../core/library/ports.ts'
import { systemOpener } from './opener.ts'
import { createChromiumPrinter } from './pdf-printer.ts'
import type { WebOptions, WebServer } from './server.ts'
import { serveLibrary } from './server.ts'

export interface WebViewOptions {
  readonly library: LibraryConnection
  /** The program's own folder, with out/ and resources/. */
  readonly home: string
  readonly port?: number
  /** `own` when a Chromium of ours opens it. */
  readonly hostName?: NonNullable<WebOptions['hostName']>
  /** Told once, when the last window has been gone for so long. */
  readonly idle?: NonNullable<WebOptions['idle']>
  readonly logger?: Logger
}

/** Serves an opened library with everything that this machine can do for it. The library stays open when it ends. */
export async function startWebView({ library, home, ...options }: WebViewOptions): Promise<WebServer> {
  return serveLibrary({
    library,
    rendererFolder: path.join(home, 'out', 'renderer'),
    sampleFolder: path.join(home, 'resources', 'sample'),
    printer: await createChromiumPrinter({ libraryFolder: library.folder, home }),
    opener: systemOpener,
    ...options,
  })
}
