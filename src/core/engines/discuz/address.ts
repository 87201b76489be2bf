/* Addresses of Discuz!: dynamic, rewritten, archiver, and as wget and HTTrack name their files. */
import { attribute, select, selectAll } from '../../text/dom.ts'
import type { HtmlPage } from '../engine.ts'
import { pageAddress, queryOf } from '../page-facts.ts'

export interface ThreadAddress {
  readonly id: string | null
  readonly page: number | null
  /** The address shows one author's posts only, so that places in the thread are unknown. */
  readonly oneAuthor: boolean
}

const rewritten = [
  /(?:^|[/_])thread-(?:[a-z]\w{0,20}-)?(\d{1,12})-(\d{1,6})(?:-\d+)?\.\w{3,5}/i,
  /(?:^|[/?])tid-(\d{1,12})(?:-page-(\d{1,6}))?\b/i,
  /(?:^|\/)viewthread\.php\/tid-(\d{1,12})(?:-page-(\d{1,6}))?/i,
]

/** The thread and page that an address of Discuz! names; nulls where it names none. */
export function threadAddress(address: string | null): ThreadAddress {
  if (address === null) return { id: null, page: null, oneAuthor: false }
  const plain = address.replaceAll('&amp;', '&')
  const id = queryNumber(plain, 'tid') ?? queryNumber(plain, 'ptid')
  if (id !== null) {
    const page = queryNumber(plain, 'page')
    return { id, page: page === null ? null : Number(page), oneAuthor: (queryNumber(plain, 'authorid') ?? '0') !== '0' }
  }
  for (const form of rewritten) {
    const match = form.exec(plain)
    if (match) {
      const page = match[2] ?? queryNumber(plain, 'page')
      return { id: match[1]!, page: page === null ? null : Number(page), oneAuthor: false }
    }
  }
  return { id: null, page: null, oneAuthor: false }
}

function queryNumber(address: string, name: string): string | null {
  // wget writes the query into the file's name and may end it with .html
  const value = queryOf(address, name) ?? queryOf(address.replace('@', '?'), name)
  return /^(\d{1,12})(?:\.html?)?$/.exec(value ?? '')?.[1] ?? null
}

/** The user id that an address names: space-uid-1.html, home.php?mod=space&uid=1, space.php?uid=1; null for none. */
export function userId(address: string | null): string | null {
  if (address === null) return null
  const match = /(?:[?&;]|^)(?:amp;)?uid[=-](\d{1,12})\b|uid-(\d{1,12})\b|[?&/]u(?:id)?[=/-](\d{1,12})\b/i.exec(address)
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? null
}

/** The post id that a link of the kind goto=findpost&pid=1 or #pid1 leads to; null for another link. */
export function linkedPost(address: string | null): string | null {
  if (address === null || !/findpost|#pid\d/i.test(address)) return null
  const match = /[?&;]pid=(\d{1,12})/.exec(address) ?? /#pid(\d{1,12})/.exec(address)
  return match?.[1] ?? null
}

/**
 * The thread's id: from the page's own address, else its title link, else what most links that act on the thread name
 * (reply, print, go to floor). Scripts come last: the first tid in them may be that of an announcement.
 */
export function threadIdOf(page: HtmlPage): string | null {
  const own = threadAddress(pageAddress(page)).id ?? threadAddress(page.name).id
  if (own !== null) return own
  const canonical = threadAddress(attribute(select(page.document, 'link[rel=canonical]'), 'href')).id
  const title = threadAddress(attribute(select(page.document, 'a#thread_subject'), 'href')).id
  if (canonical !== null || title !== null) return canonical ?? title
  const votes = new Map<string, number>()
  for (const link of selectAll(page.document, 'a[href*="tid="], form[action*="tid="], #end a[href], #footer a[href]')) {
    const address = attribute(link, 'href') ?? attribute(link, 'action')
    if (address === null || !/action=(?:reply|printable)|ptid=|authorid=|viewthread|thread-\d/i.test(address)) continue
    const { id } = threadAddress(address)
    if (id !== null) votes.set(id, (votes.get(id) ?? 0) + 1)
  }
  const most = [...votes].sort((one, other) => other[1] - one[1])[0]
  return most?.[0] ?? /\btid\s*=\s*(?:parseInt\()?['"]?(\d{1,12})/.exec(page.source)?.[1] ?? null
}
