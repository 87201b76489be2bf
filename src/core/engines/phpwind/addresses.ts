/*
 * Addresses of phpwind pages. Rewriting turns `?` into nothing or `-`, `=` and `&` into `-`, and adds `.html`; so
 * read.php?tid=1&page=2, read.php?tid-1-page-2.html and read-htm-tid-1-page-2.html are one page. `fpage` is the page
 * of the board's list, never of the thread.
 */
export interface ThreadAddress {
  readonly tid: string | null
  readonly page: number | null
}

const threadId = /(?<![a-z])tid[=-](\d{1,12})/i
const threadPage = /(?<![a-z])page[=-](\d{1,6})(?!\d)/i
const light = /simple\/(?:index\.php)?\?t(\d{1,12})(?:_(\d{1,6}))?\.html/i
const written = /\/\d{1,6}\/\d{3,6}\/(\d{1,12})(?:_(\d{1,6}))?\.html(?:[?#]|$)/

/** The thread id and page that an address of a phpwind thread, in any of its forms, names. */
export function threadAddress(address: string): ThreadAddress {
  const fixed = light.exec(address) ?? written.exec(address)
  if (fixed) return { tid: fixed[1] ?? null, page: fixed[2] === undefined ? null : Number(fixed[2]) }
  const page = threadPage.exec(address)?.[1]
  return { tid: threadId.exec(address)?.[1] ?? null, page: page === undefined ? null : Number(page) }
}

/** The user id in the address of a person's page, or null. */
export function userId(address: string): string | null {
  return /(?<![a-z])uid[=-](\d{1,12})/i.exec(address)?.[1] ?? null
}
