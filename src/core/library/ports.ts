/* What the library needs from the program around it. Each host hands its own; tests hand real small ones. */

type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Where notes for the program's makers go; never the screen. */
export interface Logger {
  log(level: LogLevel, message: string, details?: unknown): void
}

export const silentLogger: Logger = { log: () => undefined }

export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** Shows an address or a file outside of Threadloft. Addresses were checked before. */
export interface Opener {
  openLink(url: string): Promise<void>
  openFolder(path: string): Promise<void>
}

/**
 * A page to print. `html` is a whole document that needs no script and no network: fonts are `fonts/<file>` (from
 * resources/fonts), pictures `assets/<sha256>` (from the library), both relative, both served by the printer.
 * Everything about the paper is the document's own CSS: size and margins by `@page`, running heads and page numbers by
 * its margin boxes (`@bottom-center { content: counter(page) }`), so that they are set in the document's fonts.
 * The outline is made of the document's headings.
 */
export interface PrintJob {
  readonly html: string
  readonly title: string
}

/** Makes a tagged PDF with outline. Throws `printer-missing` where no Chromium is, `print-failed` when it went wrong. */
export interface PdfPrinter {
  print(job: PrintJob): Promise<Uint8Array>
}

/** What a printed or shown page may fetch: the bytes and content type of a relative address, or null. */
export interface PageResource {
  readonly bytes: Uint8Array
  readonly type: string
}
export type PageResources = (path: string) => Promise<PageResource | null>
