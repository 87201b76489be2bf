/* Addresses of forum pages without what belongs to one visit only. */
import { attribute, select } from '../text/dom.ts'
import type { HtmlPage } from './engine.ts'
import { baseAddress, pageAddress, resolve } from './page-facts.ts'

/** The address without session ids and fragments, which would make one page look like many. */
export function withoutSession(address: string | null): string | null {
  if (address === null) return null
  const [whole = '', ...rest] = address.split('#')
  const cut = whole
    .replace(/([?&;])(?:sid|s|PHPSESSID)=[0-9a-f]{8,64}(?=[&;]|$)/gi, '$1')
    .replace(/;jsessionid=[\w.]{8,80}/i, '')
    .replace(/([?&;])[&;]+/g, '$1')
    .replace(/[?&;]+$/, '')
  const fragment = rest.join('#')
  return fragment === '' ? cut : `${cut}#${fragment}`
}

/** The page's address without session ids; a relative canonical link counts where the page says what it is relative to. */
export function ownAddress(page: HtmlPage): string | null {
  const own = pageAddress(page)
  if (own !== null) return withoutSession(own)
  const canonical = attribute(select(page.document, 'link[rel=canonical]'), 'href')
  const base = baseAddress(page)
  return canonical && base ? withoutSession(resolve(canonical, base)) : null
}
