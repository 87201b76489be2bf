/* Facts that pages of every engine carry in the same places: address, generator, links. */
import { attribute, select } from '../text/dom.ts'
import type { HtmlPage } from './engine.ts'

/** The address of the page: what its container knew, else its canonical link, else og:url; null where none is absolute. */
export function pageAddress(page: HtmlPage): string | null {
  const candidates = [
    page.url,
    attribute(select(page.document, 'link[rel=canonical]'), 'href'),
    attribute(select(page.document, 'meta[property="og:url"]'), 'content'),
  ]
  return (
    candidates.find(address => address !== null && /^https?:\/\/[^/]/i.test(address) && URL.canParse(address)) ?? null
  )
}

/** The address that relative links of the page start from: its real <base>, else its own address. */
export function baseAddress(page: HtmlPage): string | null {
  // Chrome's "complete" save keeps the real base in a comment and writes <base href=".">.
  const commented = /<!--\s*<base\s+href=["']?([^"'>\s]+)/i.exec(page.source)?.[1]
  const own = pageAddress(page)
  for (const base of [commented, attribute(select(page.document, 'base[href]'), 'href')]) {
    const resolved = base ? resolve(base, own) : null
    if (resolved) return resolved
  }
  return own
}

/** The host a page came from, lower case and without `www.`; null where no address is known. */
export function forumHost(page: HtmlPage): string | null {
  const address = baseAddress(page)
  return address === null ? null : new URL(address).hostname.toLowerCase().replace(/^www\./, '')
}

/** An absolute web address of a link, or null. */
export function resolve(address: string, base: string | null): string | null {
  if (!URL.canParse(address, base ?? undefined)) return null
  const url = new URL(address, base ?? undefined)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
}

/** The content of <meta name="generator">, or null. */
export function generator(page: HtmlPage): string | null {
  return attribute(select(page.document, 'meta[name="generator" i]'), 'content')
}

/** A query parameter of an address, relative addresses included; null where it is absent. */
export function queryOf(address: string | null | undefined, name: string): string | null {
  const query = address?.split('#')[0]?.split('?')[1]
  return query === undefined ? null : new URLSearchParams(query.replaceAll('&amp;', '&')).get(name)
}
