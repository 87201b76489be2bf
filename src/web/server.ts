/*
 * The local web view: the contract over loopback HTTP, for one person on this machine.
 *  1. It listens on 127.0.0.1 only.              2. The Host header must be exactly ours, on a name of our own if possible.
 *  3. Origin and Sec-Fetch-Site must be ours.    4. A one-time ticket becomes an HttpOnly, SameSite=Strict cookie.
 *  5. Strict headers on every answer, no CORS.   6. Calls are JSON, so that no plain form of another page can send one.
 *  7. It may end when the last window has been gone for a while.
 */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Emit, EventData } from '../core/contract/events.ts'
import type { Output } from '../core/contract/index.ts'
import { refusal } from '../core/contract/procedure.ts'
import { ThreadloftError } from '../core/errors.ts'
import type { LibraryConnection } from '../core/library/connect.ts'
import type { CallByName } from '../core/library/host-handlers.ts'
import { callOf, hostHandlers } from '../core/library/host-handlers.ts'
import {
  assetPolicy,
  commonHeaders,
  immutable,
  interfacePolicy,
  savedPageHeaders,
} from '../core/library/page-policy.ts'
import { fileBelow, keptAsset } from '../core/library/page-resources.ts'
import { savedPageResource } from '../core/library/saved-page-resource.ts'
import type { Logger, Opener, PdfPrinter } from '../core/library/ports.ts'
import { silentLogger } from '../core/library/ports.ts'
import type { Downloads } from './downloads.ts'
import { attachmentHeader, createDownloads } from './downloads.ts'
import type { EventStreams } from './event-stream.ts'
import { createEventStreams, withOwnEvents } from './event-stream.ts'
import { nameResolves } from './local-name.ts'
import { boundaryOf } from './multipart.ts'
import type { Session } from './session.ts'
import { checkCookie, checkHost, checkOrigin, createSession } from './session.ts'
import type { Uploads } from './upload.ts'
import { createUploads } from './upload.ts'
import { zipFolder } from './zip-folder.ts'
import { entrancePage, ticketNeeded } from './entrance.ts'

export interface WebOptions {
  readonly library: Pick<LibraryConnection, 'folder' | 'call' | 'on'>
  /** The interface's build. */
  readonly rendererFolder: string
  readonly sampleFolder: string
  readonly printer: PdfPrinter | null
  readonly opener: Opener
  readonly port?: number
  /** `own`: a random name below localhost, which keeps our cookie from other servers; only where the browser knows it. */
  readonly hostName?: 'own' | 'plain' | 'auto'
  /** Told once, when the last window has been gone for so long. */
  readonly idle?: { readonly afterMs: number; readonly act: () => void }
  readonly logger?: Logger
}

export interface WebServer {
  readonly origin: string
  /** The address to open, with a ticket that lets one browser in. */
  readonly url: string
  /** A further address of that kind. */
  newUrl(): string
  /** A further ticket, for a form that posts it to `<origin>/open`. */
  newTicket(): string
  close(): Promise<void>
}

interface Rooms {
  readonly options: WebOptions
  readonly call: CallByName
  readonly session: Session
  readonly streams: EventStreams
  readonly uploads: Uploads
  readonly downloads: Downloads
  readonly logger: Logger
}

/** Serves a library to browsers of this machine until closed. The library itself stays open. */
export async function serveLibrary(options: WebOptions): Promise<WebServer> {
  const name = await chosenName(options.hostName ?? 'auto')
  const session = createSession()
  const downloads = createDownloads()
  const { events, emit } = withOwnEvents(options.library)
  let isExporting = false
  const watched: Emit = (name, data) => {
    if (name === 'exports.progress') isExporting = isUnderWay(data as EventData<'exports.progress'>)
    emit(name, data)
  }
  const call = callOf(options.library, webHandlers(options, downloads, watched))
  const uploads = createUploads(call, options.library)
  const streams = createEventStreams(
    events,
    idleWatch(options.idle, async () => isExporting || (await isImporting(call))),
  )
  const app = new Hono<{ Bindings: HttpBindings }>()
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  // A large upload to a slow disk takes as long as it takes, and only this machine can keep a request open.
  server.requestTimeout = 0
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const host = `${name}:${(server.address() as AddressInfo).port}`
  route(app, host, { options, call, session, streams, uploads, downloads, logger: options.logger ?? silentLogger })
  const newUrl = (): string => `http://${host}/open?ticket=${session.newTicket()}`
  return {
    origin: `http://${host}`,
    url: newUrl(),
    newUrl,
    newTicket: () => session.newTicket(),
    async close() {
      streams.close()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      await Promise.all([uploads.close(), downloads.close()])
    },
  }
}

function route(app: Hono<{ Bindings: HttpBindings }>, host: string, rooms: Rooms): void {
  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(commonHeaders))
      if (!context.res.headers.has(name)) context.res.headers.set(name, value)
    if (!context.res.headers.has('Content-Security-Policy'))
      context.res.headers.set('Content-Security-Policy', interfacePolicy)
    if (!context.res.headers.has('Cache-Control')) context.res.headers.set('Cache-Control', 'no-store')
  })
  app.use(checkHost(host))
  app.get('/open', context => enter(context, rooms.session, context.req.query('ticket') ?? ''))
  app.post('/open', bodyLimit({ maxSize: 1_024 }), async context =>
    enter(context, rooms.session, new URLSearchParams(await context.req.text()).get('ticket') ?? ''),
  )
  app.use(checkOrigin(`http://${host}`))
  app.use(checkCookie(rooms.session))
  app.get('/api/events', context => rooms.streams.open(context))
  app.post('/api/upload', context => receiveForm(context, rooms.uploads.receive))
  app.post('/api/preview', context => receiveForm(context, rooms.uploads.preview))
  app.post('/api/:name', bodyLimit({ maxSize: 8_000_000 }), context => answerCall(context, rooms.call))
  app.get('/saved/:page', context => sendSavedPage(context, rooms.call))
  app.get('/assets/:sha256', context => sendAsset(context, rooms.options.library.folder))
  app.get('/downloads/:token', context => sendDownload(context, rooms.downloads))
  app.get('*', context => sendInterface(context, rooms.options.rendererFolder))
  app.onError((thrown, context) => {
    rooms.logger.log('error', `${context.req.method} ${context.req.path}`, thrown)
    return context.json(refusal(thrown), 500)
  })
}

function webHandlers(options: WebOptions, downloads: Downloads, emit: Emit): ReturnType<typeof hostHandlers> {
  return hostHandlers((name, input) => options.library.call(name, input), {
    abilities: {
      shell: 'web',
      dialogs: false,
      filePaths: false,
      pdf: options.printer !== null,
      platform: process.platform,
      systemLocale: Intl.DateTimeFormat().resolvedOptions().locale,
    },
    sampleFolder: options.sampleFolder,
    opener: options.opener,
    printer: options.printer,
    choosePaths: async () => [],
    chooseTarget: (suggestedName, format) => downloads.place(suggestedName, format),
    chooseFolder: async () => zipFolder(await downloads.place('Threadloft.zip', 'zip')),
    emit,
  })
}

async function chosenName(wanted: 'own' | 'plain' | 'auto'): Promise<string> {
  const own = `threadloft-${randomBytes(5).toString('hex')}.localhost`
  return wanted === 'own' || (wanted === 'auto' && (await nameResolves(own))) ? own : '127.0.0.1'
}

/**
 * Acts once when there was a window, or time enough for one to come, and none is left. An import or an export goes on in
 * the background: as long as one does, its end is waited for.
 */
function idleWatch(idle: WebOptions['idle'], isBusy: () => Promise<boolean>): (windows: number) => void {
  if (!idle) return () => undefined
  let timer: NodeJS.Timeout
  const actUnlessBusy = async (): Promise<void> => {
    const mine = timer
    const busy = await isBusy()
    if (mine !== timer) return
    if (busy) waitFor(idle.afterMs)
    else idle.act()
  }
  const waitFor = (ms: number): void => {
    timer = setTimeout(() => void actUnlessBusy(), ms)
    timer.unref()
  }
  waitFor(idle.afterMs * 6)
  return windows => {
    clearTimeout(timer)
    if (windows > 0) timer = setTimeout(() => undefined, 0)
    else waitFor(idle.afterMs)
  }
}

const isUnderWay = ({ done, total }: EventData<'exports.progress'>): boolean => done < total

/** Whether an import is going on; one that rests waits for its person, and goes on after the next start. */
async function isImporting(call: CallByName): Promise<boolean> {
  const reply = await call('imports.list', { limit: 50 })
  if (!reply.ok) return false
  const { runs } = reply.value as Output<'imports.list'>
  return runs.some(run => run.state === 'listing' || run.state === 'running')
}

function enter(context: Context, session: Session, ticket: string): Response {
  const admitted = session.redeem(context, ticket) || session.holdsCookie(context)
  return admitted ? entrancePage(context) : ticketNeeded(context)
}

async function answerCall(context: Context, call: CallByName): Promise<Response> {
  if (!/^application\/json\s*(?:;|$)/i.test(context.req.header('content-type') ?? ''))
    return context.json(refusal(new ThreadloftError('bad-input', { name: 'api', reason: 'calls are JSON' })), 415)
  let input: unknown
  try {
    input = JSON.parse(await context.req.text())
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown
    return context.json(refusal(new ThreadloftError('bad-input', { name: 'api', reason: thrown.message })), 400)
  }
  return context.json(await call(context.req.param('name') ?? '', input))
}

async function receiveForm(
  context: Context<{ Bindings: HttpBindings }>,
  receive: Uploads['receive'],
): Promise<Response> {
  const boundary = boundaryOf(context.req.header('content-type'))
  if (boundary === null)
    return context.json(refusal(new ThreadloftError('bad-input', { name: 'api', reason: 'not a form' })), 415)
  return context.json(await receive(context.env.incoming, boundary))
}

async function sendAsset(context: Context, libraryFolder: string): Promise<Response> {
  const asset = await keptAsset(libraryFolder, context.req.param('sha256') ?? '')
  if (!asset) return context.text('no such file', 404)
  const shown = asset.type.startsWith('image/')
  return context.body(new Uint8Array(asset.bytes), 200, {
    'Content-Type': asset.type,
    'Content-Disposition': shown ? 'inline' : 'attachment',
    'Content-Security-Policy': assetPolicy,
    'Cache-Control': immutable,
  })
}

async function sendSavedPage(context: Context, call: CallByName): Promise<Response> {
  const page = await savedPageResource(call, context.req.path.slice(1) + new URL(context.req.url).search)
  if (!page) return context.text('no such page', 404)
  return context.body(new Uint8Array(page.bytes), 200, { 'Content-Type': page.type, ...savedPageHeaders })
}

async function sendDownload(context: Context, downloads: Downloads): Promise<Response> {
  const download = await downloads.fetch(context.req.param('token') ?? '')
  if (!download) return context.text('no such file', 404)
  return context.body(new Uint8Array(download.bytes), 200, {
    'Content-Type': download.type,
    'Content-Disposition': attachmentHeader(download.name),
    'Content-Security-Policy': assetPolicy,
  })
}

async function sendInterface(context: Context, folder: string): Promise<Response> {
  const address = context.req.path === '/' ? 'index.html' : context.req.path.slice(1)
  const file = await fileBelow(folder, address)
  if (!file) return context.text('no such file', 404)
  return context.body(new Uint8Array(file.bytes), 200, {
    'Content-Type': file.type,
    // Built files carry a hash of their bytes in their names.
    ...(address.startsWith('static/') && { 'Cache-Control': immutable }),
  })
}
