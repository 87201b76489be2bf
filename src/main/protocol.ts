/* The scheme app: our own files under one origin, pages to print under another, and nothing else in the world. */
import { randomUUID } from 'node:crypto'
import { protocol } from 'electron'
import {
  assetPolicy,
  commonHeaders,
  immutable,
  interfacePolicy,
  printPolicy,
  savedPageHeaders,
} from '../core/library/page-policy.ts'
import { fileBelow, keptAsset } from '../core/library/page-resources.ts'
import type { PageResource, PageResources } from '../core/library/ports.ts'

export const interfaceOrigin = 'app://threadloft'
const printOrigin = 'app://print'

export interface PrintPages {
  /** Serves a page until `remove` is called. */
  add(html: string): { readonly url: string; remove(): void }
}

/** Must be called once, before the app is ready. */
export function registerScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }])
}

/** Answers every request of the app's windows. */
export function serveScheme(
  rendererFolder: string,
  libraryFolder: string,
  resources: { readonly print: PageResources; readonly saved: PageResources },
): PrintPages {
  const printed = new Map<string, string>()
  protocol.handle('app', async request => {
    const url = new URL(request.url)
    const address = url.pathname.slice(1)
    if (request.method !== 'GET' && request.method !== 'HEAD') return refused(405)
    if (url.host === 'threadloft' && address.startsWith('saved/'))
      return found(await resources.saved(address + url.search), assetPolicy, savedPageHeaders)
    if (url.host === 'threadloft') return interfaceFile(rendererFolder, libraryFolder, address)
    if (url.host === 'print') return printFile(printed, resources.print, address)
    return refused(404)
  })
  return {
    add(html) {
      const token = randomUUID()
      printed.set(token, html)
      return { url: `${printOrigin}/${token}/`, remove: () => printed.delete(token) }
    },
  }
}

async function interfaceFile(rendererFolder: string, libraryFolder: string, address: string): Promise<Response> {
  if (address.startsWith('assets/')) {
    const asset = await keptAsset(libraryFolder, address.slice('assets/'.length))
    return found(asset, assetPolicy, { 'Cache-Control': immutable })
  }
  return found(await fileBelow(rendererFolder, address === '' ? 'index.html' : address), interfacePolicy)
}

async function printFile(
  printed: ReadonlyMap<string, string>,
  resources: PageResources,
  address: string,
): Promise<Response> {
  const cut = address.indexOf('/')
  const html = printed.get(address.slice(0, Math.max(cut, 0)))
  if (html === undefined) return refused(404)
  const rest = address.slice(cut + 1)
  if (rest !== '') return found(await resources(rest), assetPolicy)
  return found({ bytes: Buffer.from(html, 'utf8'), type: 'text/html; charset=utf-8' }, printPolicy)
}

function found(file: PageResource | null, policy: string, headers: Readonly<Record<string, string>> = {}): Response {
  if (!file) return refused(404)
  return new Response(new Uint8Array(file.bytes), {
    headers: { ...commonHeaders, 'Content-Type': file.type, 'Content-Security-Policy': policy, ...headers },
  })
}

function refused(status: number): Response {
  return new Response(null, { status, headers: { ...commonHeaders, 'Content-Security-Policy': assetPolicy } })
}
