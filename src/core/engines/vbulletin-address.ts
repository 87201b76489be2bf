/* Addresses of vBulletin 3 to 6 and of vBSEO: threads, posts and people. */
import { queryOf } from './page-facts.ts'

const digits = /^\d{1,12}$/
const numberIn = (found: string | null | undefined): string | null =>
  found !== null && found !== undefined && digits.test(found) ? found : null

/** The thread an address leads to: showthread.php?t=1, showthread.php?1-Slug, /threads/1-slug, /board/1-slug-2.html, /slug-1.html. */
export function vbThreadOf(address: string | null | undefined): string | null {
  if (!address) return null
  if (/showthread\.php|printthread\.php|newreply\.php/.test(address))
    return numberIn(queryOf(address, 't') ?? /showthread\.php[?/](\d{1,12})/.exec(address)?.[1])
  const path = address.split(/[?#]/)[0]!
  return numberIn(
    /\/threads?\/(\d{1,12})(?:-|$)/.exec(path)?.[1] ??
      /\/(?:f\d{1,6}|[^/]{1,80})\/(\d{1,12})-[^/]{1,200}\.html$/.exec(path)?.[1] ??
      /\/f\d{1,6}\/[^/]{1,200}?-(\d{2,12})(?:-\d{1,5})?\.html$/.exec(path)?.[1] ??
      /(?:^|\/)t-?(\d{1,12})(?:-[^/]{0,200})?\.html$/.exec(path)?.[1],
  )
}

/** The post an address leads to. */
export function vbPostOf(address: string | null | undefined): string | null {
  if (!address) return null
  // HTTrack writes "#" as %23 into file names.
  const plain = address.replace(/%23/g, '#')
  return numberIn(
    /#(?:post|js-post|comment)?-?(\d{1,12})$/.exec(plain)?.[1] ??
      queryOf(address, 'p') ??
      /post(\d{1,12})\.html/.exec(plain)?.[1],
  )
}

/** The person an address leads to; only for links known to lead to one. */
export function vbUserOf(address: string | null | undefined): string | null {
  if (!address) return null
  const path = address.split(/[?#]/)[0]!
  return numberIn(
    queryOf(address, 'u') ??
      queryOf(address, 'userid') ??
      /member\.php[?/](\d{1,12})/.exec(address)?.[1] ??
      /\/(?:members?|users?|usercp)\/(?:[^/]{1,120}[-_])?(\d{1,12})(?:[-_./]|$)/.exec(path)?.[1] ??
      /(?:^|\/)(\d{1,12})[-_][^/]{1,120}(?:\.html)?$/.exec(path)?.[1] ??
      /-(\d{1,12})\.html$/.exec(path)?.[1],
  )
}
