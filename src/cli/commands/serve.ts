import path from 'node:path'
import type { Command } from 'commander'
import { ThreadloftError } from '../../core/errors.ts'
import { connectLibrary } from '../../core/library/connect.ts'
import { printResources } from '../../core/library/page-resources.ts'
import { m } from '../../messages/generated/messages.js'
import { findChromium } from '../../web/chromium.ts'
import { systemOpener } from '../../web/opener.ts'
import { chromiumPrinter } from '../../web/pdf-printer.ts'
import type { WebServer } from '../../web/server.ts'
import { serveLibrary } from '../../web/server.ts'
import type { CommonOptions, Surroundings } from '../command.ts'
import { addCommand, libraryFolder, wholeNumber } from '../command.ts'
import { onInterrupt } from '../interrupt.ts'
import { openView } from '../open-view.ts'
import { errorText } from '../render/error-text.ts'

interface ServeOptions extends CommonOptions {
  readonly port: string
  readonly open?: boolean
}

/** How long the last window may be gone before a server that opened it ends. */
const idleAfterMs = 10_000

/** `threadloft serve`: the reader in a browser of this machine, until Ctrl+C; with --open until its last window is closed. */
export function addServe(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'serve', m.cli_serve())
    .option('--port <number>', m.cli_option_port(), '0')
    .option('--open', m.cli_option_open())
    .action((options: ServeOptions) => serve(surroundings, options))
}

async function serve(surroundings: Surroundings, options: ServeOptions): Promise<void> {
  const { home, entries, terminal } = surroundings
  const port = wholeNumber('--port', options.port, 0)
  const folder = libraryFolder(options)
  const library = await connectLibrary({ folder, entries, watch: true, evenDamaged: true })
  const end = Promise.withResolvers<null>()
  onInterrupt(() => end.resolve(null))
  try {
    const chromium = await findChromium()
    const resources = printResources(folder, path.join(home, 'resources', 'fonts'))
    const server = await listening(port, () =>
      serveLibrary({
        library,
        rendererFolder: path.join(home, 'out', 'renderer'),
        sampleFolder: path.join(home, 'resources', 'sample'),
        printer: chromium === null ? null : chromiumPrinter(chromium, resources),
        opener: systemOpener,
        port,
        // A Chromium of our own knows names below localhost, whatever this machine's resolver says.
        ...(options.open && chromium !== null && { hostName: 'own' }),
        ...(options.open && { idle: { afterMs: idleAfterMs, act: () => end.resolve(null) } }),
      }),
    )
    tellAddress(surroundings, options, server)
    const { readOnlyReason, failure } = library
    if (failure) terminal.note(errorText(failure.code, failure.details))
    if (readOnlyReason)
      terminal.note(m.cli_read_only({ reason: errorText(readOnlyReason.code, readOnlyReason.details) }))
    const view = options.open ? await openView(chromium, server) : null
    await end.promise
    await view?.close()
    await server.close()
  } finally {
    await library.close()
  }
}

function tellAddress({ terminal }: Surroundings, options: ServeOptions, server: WebServer): void {
  if (options.json) return terminal.answer(JSON.stringify({ url: server.url, origin: server.origin }, null, 2))
  terminal.answer(m.cli_serving({ url: server.url }))
  terminal.note(m.cli_serving_hint())
}

async function listening(port: number, start: () => Promise<WebServer>): Promise<WebServer> {
  try {
    return await start()
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'ERR_SOCKET_BAD_PORT') throw thrown
    throw new ThreadloftError('bad-input', { name: '--port', reason: m.cli_port_taken({ port }) }, { cause: thrown })
  }
}
