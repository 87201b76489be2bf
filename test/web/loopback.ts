/* A real server over a small library of one's own, and requests in which every header can be chosen. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach } from 'vitest'
import type { EventListener } from '../../src/core/library/thread-link.ts'
import type { CallByName } from '../../src/core/library/host-handlers.ts'
import type { WebOptions, WebServer } from '../../src/web/server.ts'
import { serveLibrary } from '../../src/web/server.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Loopback extends WebServer {
  readonly folder: string
  readonly tell: EventListener
  /** A request with exactly these headers beside Host. */
  ask(
    target: string,
    options?: { method?: string; headers?: Record<string, string>; body?: string | Buffer },
  ): Promise<Answer>
  /** Comes in by a ticket; the cookie as a header. */
  enter(): Promise<string>
}

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0)) await end()
})

export async function loopback(
  call: CallByName,
  options: Partial<WebOptions> = {},
  left: readonly unknown[] = [],
): Promise<Loopback> {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadloft-web-'))
  const rendererFolder = path.join(folder, 'renderer')
  mkdirSync(path.join(rendererFolder, 'static'), { recursive: true })
  writeFileSync(path.join(rendererFolder, 'index.html'), '<!doctype html><title>Threadloft</title>')
  writeFileSync(path.join(rendererFolder, 'static/main-1a2b.js'), 'export {}')
  writeFileSync(path.join(folder, 'secret.txt'), 'secret')
  const listeners = new Set<EventListener>()
  const server = await serveLibrary({
    library: {
      folder,
      // A server that starts asks what a former one left; what is not about that need not know.
      call: (name, input) =>
        name === 'imports.list' ? Promise.resolve({ ok: true, value: { runs: left } }) : call(name, input),
      on: listener => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    rendererFolder,
    sampleFolder: path.join(folder, 'sample'),
    printer: null,
    opener: {
      openLink: () => Promise.reject(new Error('no link is opened here')),
      openFolder: () => Promise.reject(new Error('no folder is opened here')),
    },
    hostName: 'plain',
    ...options,
  })
  ending.push(async () => {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const ask: Loopback['ask'] = (target, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const { hostname, port, host } = new URL(server.origin)
      const to = { hostname: hostname.endsWith('.localhost') ? '127.0.0.1' : hostname, port, method, path: target }
      const sent = request({ ...to, headers: { host, ...headers } }, answer => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
        )
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return {
    ...server,
    folder,
    tell: (name, data) => {
      for (const listener of listeners) listener(name, data)
    },
    ask,
    async enter() {
      const { pathname, search } = new URL(server.newUrl())
      const { headers } = await ask(pathname + search)
      return headers['set-cookie']![0]!.split(';')[0]!
    },
  }
}

export const noLibrary: CallByName = () =>
  Promise.resolve({ ok: false, error: { code: 'library-unreachable', details: {} } })
