/* Facts that pages of every engine carry in the same places: address, generator, links. */
import { attribute, select } from '../text/dom.ts'
import type { HtmlPage } from './engine.ts'

interface Addresses {
  readonly own: string | null
  readonly base: string | null
}
/** Engines ask for a page's address at every post; it is looked for once. */
const known = new WeakMap<HtmlPage, Addresses>()

function addressesOf(page: HtmlPage): Addresses {
  let addresses = known.get(page)
  if (!addresses) {
    const own = ownAddress(page)
    addresses = { own, base: givenBase(page, own) ?? own }
    known.set(page, addresses)
  }
  return addresses
}

/** The address of the page: what its container knew, else its canonical link, else og:url; null where none is absolute. */
export function pageAddress(page: HtmlPage): string | null {
  return addressesOf(page).own
}

/** The address that relative links of the page start from: its real <base>, else its own address. */
export function baseAddress(page: HtmlPage): string | null {
  return addressesOf(page).base
}

function ownAddress({ url, document }: HtmlPage): string | null {
  const candidates = [
    url,
    attribute(select(document, 'link[rel=canonical]'), 'href'),
    attribute(select(document, 'meta[property="og:url"]'), 'content'),
  ]
  return (
    candidates.find(address => address !== null && /^https?:\/\/[^/]/i.test(address) && URL.canParse(address)) ?? null
  )
}

function givenBase(page: HtmlPage, own: string | null): string | null {
  // Chrome's "complete" save keeps the real base in a comment and writes <base href=".">.
  const commented = /<!--\s*<base\s+href=["']?([^"'>\s]+)/i.exec(page.source)?.[1]
  const written = [commented, attribute(select(page.document, 'base[href]'), 'href')]
  return written.map(base => (base ? resolve(base, own) : null)).find(base => base !== null) ?? null
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
