/* What a page of unknown software is called: its title without the site's name, page number and the like. */
import type { Document, Element } from '../text/dom.ts'
import { attribute, closest, foldSpace, select, selectAll, text } from '../text/dom.ts'
import type { HtmlPage } from './engine.ts'
import { forumHost } from './page-facts.ts'

/** The page's own title: the heading that <title> repeats, else <title> without the site's name, else the file's name. */
export function pageTitle(page: HtmlPage): string {
  const { document } = page
  const written = withoutPageNumber(text(select(document, 'title')))
  const shared = foldSpace(attribute(select(document, 'meta[property="og:title"]'), 'content') ?? '')
  const whole = written || shared
  const sites = siteNames(page)
  const heading = headingIn(whole, document, sites)
  if (heading !== null) return heading
  if (whole === '') return text(select(document, 'h1')) || page.name
  if (shared !== '' && shared.length < whole.length && whole.includes(shared))
    return withoutSite(shared, sites, document) ?? shared
  return withoutSite(whole, sites, document) ?? whole
}

const hostName = /^(?:[\w-]{1,60}\.){1,4}[a-z]{2,12}$/i
const headings = 'h1, h2, h3, [itemprop=headline], [class*=title i], [class*=subject i]'

/** The longest heading that the title begins or ends with and that is not the site's own. */
function headingIn(title: string, document: Document, sites: ReadonlySet<string>): string | null {
  const folded = title.toLowerCase()
  let best: string | null = null
  for (const heading of selectAll(document, headings)) {
    if (heading.children.length > 30) continue
    const words = text(heading)
    if (words.length < 3 || words.length <= (best?.length ?? 0) || sites.has(words.toLowerCase())) continue
    if (hostName.test(words)) continue
    const begins = folded.startsWith(words.toLowerCase())
    const ends = folded.endsWith(words.toLowerCase()) && words.length < title.length
    if ((begins || ends) && (words.length < title.length || /^h[123]$/.test(heading.name)) && !leadsHome(heading))
      best = words
  }
  return best
}

function leadsHome(heading: Element): boolean {
  const link = closest(heading, 'a') ?? select(heading, 'a')
  const address = attribute(link, 'href')
  return address !== null && /^(?:https?:\/\/[^/]+)?\/?(?:index\.\w+)?(?:[?#].*)?$/i.test(address)
}

/** Names under which a page speaks of its site, lower case. */
function siteNames(page: HtmlPage): Set<string> {
  const said = [
    attribute(select(page.document, 'meta[property="og:site_name"]'), 'content'),
    attribute(select(page.document, 'meta[name="application-name"]'), 'content'),
    ...selectAll(page.document, 'a[rel=home], #logo, .logo, #site-title, .site-title').map(text),
  ]
  const host = forumHost(page)
  const labels = host === null ? [] : [host, host.split('.').at(-2) ?? host]
  return new Set([...said, ...labels].map(name => foldSpace(name ?? '').toLowerCase()).filter(name => name !== ''))
}

const separator = /\s+(?:[-|–—»«·•‹›]|::|:)\s+|\s*(?:::|\|)\s*|\s+[-–—]{1,2}\s+/

/**
 * The title without the parts around it that name the site or the boards, which the page links to by the same words; of
 * parts that nothing tells apart, the last one goes. Null where the title has one part.
 */
function withoutSite(title: string, sites: ReadonlySet<string>, document: Document): string | null {
  const parts = title.split(separator).filter(part => part.trim() !== '')
  if (parts.length < 2) return null
  const linked = new Set(selectAll(document, 'a').map(link => text(link).toLowerCase()))
  const isSite = (part: string): boolean =>
    sites.has(
      part
        .trim()
        .toLowerCase()
        .replace(/^www\./, ''),
    )
  let [start, end] = [0, parts.length]
  const isLinked = (part: string): boolean => linked.has(part.trim().toLowerCase())
  const endsOwn = !isLinked(parts.at(-1)!)
  while (end - start > 1 && (isSite(parts[start]!) || (endsOwn && isLinked(parts[start]!)))) start++
  while (end - start > 1 && (isSite(parts[end - 1]!) || isLinked(parts[end - 1]!))) end--
  if (start === 0 && end === parts.length) end--
  // From the first kept part's start to the last one's end, so that separators between them stay as written.
  const from = title.indexOf(parts[start]!)
  const last = parts[end - 1]!
  return title.slice(from, title.indexOf(last, from) + last.length).trim() || null
}

function withoutPageNumber(title: string): string {
  return title
    .replace(
      /\s*[-–|,(]\s*(?:page|seite|pagina|página|strona|страница|ページ)\s*\d{1,6}(?:\s*(?:of|von|di|de|\/)\s*\d{1,6})?\)?(?=\s|$)/i,
      '',
    )
    .replace(/\s*[-–|(（]?\s*第\s*\d{1,6}\s*[页頁][)）]?/, '')
    .trim()
}
