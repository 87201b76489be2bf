/*
 * Pages that came through the Internet Archive's Wayback Machine or a search engine's cache: their bars taken out, links
 * and address made the original's again, and the time of the capture (the page's relative times count from it).
 */
export interface ArchiveCopy {
  readonly markup: string
  readonly url: string | null
  /** ISO instant of the capture. */
  readonly capturedAt: string | null
}

const archived = String.raw`(?:https?:)?//web\.archive\.org/web/(\d{14})(?:[a-z]{2}_)?/`
const toolbar = /<!-- BEGIN WAYBACK TOOLBAR INSERT -->[\s\S]{0,200000}?<!-- END WAYBACK TOOLBAR INSERT -->/g
const headScripts = /(<head[^>]{0,200}>)(?:(?!<\/head>)[\s\S]){0,20000}?<!-- End Wayback Rewrite JS Include -->/i
const cacheBanner = /This is Google(?:'|&#39;)s cache of [\s\S]{0,2000}?as it appeared on ([^<]{8,40}GMT)/i

/** The original page in an archive's copy; null for a page that is no such copy. */
export function unwrapArchiveCopy(markup: string, address: string | null): ArchiveCopy | null {
  return waybackCopy(markup, address) ?? cachedCopy(markup)
}

function waybackCopy(markup: string, address: string | null): ArchiveCopy | null {
  const isCopy =
    /<!-- (?:BEGIN WAYBACK TOOLBAR INSERT|End Wayback Rewrite JS Include) -->|FILE ARCHIVED ON \d\d:\d\d:\d\d/.test(
      markup,
    )
  const fromAddress = new RegExp(`^${archived}(.+)$`, 'i').exec(address ?? '')
  if (!isCopy && !fromAddress) return null
  const own = fromAddress ? { url: fromAddress[2]!, stamp: fromAddress[1]! } : ownNote(markup)
  const stamp = own?.stamp ?? /FILE ARCHIVED ON (\d\d:\d\d:\d\d \w{3} \d\d, \d{4})/.exec(markup)?.[1] ?? null
  const original = markup
    .replace(toolbar, '')
    .replace(headScripts, '$1')
    .replace(new RegExp(archived, 'gi'), '')
    .replace(/(["'=(\s])\/web\/\d{14}(?:[a-z]{2}_)?\/(?=https?:|\/\/)/g, '$1')
  return { markup: original, url: webAddress(own?.url ?? null), capturedAt: stamp === null ? null : instantOf(stamp) }
}

/** The archive's own note of what it captured: in the scripts it adds, or in the canonical link it rewrote. */
function ownNote(markup: string): { url: string; stamp: string } | null {
  const wombat = /__wm\.wombat\("([^"]+)","(\d{14})"/.exec(markup)
  if (wombat) return { url: wombat[1]!, stamp: wombat[2]! }
  const canonical = /<link[^>]{0,100}rel=["']?canonical[^>]{0,600}>/i.exec(markup)?.[0] ?? ''
  const link = new RegExp(`${archived}([^"'\\s<>]+)`, 'i').exec(canonical)
  return link && { url: link[2]!, stamp: link[1]! }
}

function cachedCopy(markup: string): ArchiveCopy | null {
  const banner = cacheBanner.exec(markup.slice(0, 20_000))
  if (!banner) return null
  const url = /<base href=["']?([^"'>\s]+)/i.exec(markup.slice(0, 20_000))?.[1] ?? null
  const time = Date.parse(banner[1]!)
  return { markup, url: webAddress(url), capturedAt: Number.isNaN(time) ? null : new Date(time).toISOString() }
}

function webAddress(address: string | null): string | null {
  return address !== null && /^https?:\/\/[^/]/i.test(address) && URL.canParse(address) ? address : null
}

/** Of a stamp such as 20160820205919, or of words such as 20:59:19 Aug 20, 2016; both are UTC. */
function instantOf(stamp: string): string | null {
  const digits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(stamp)
  const time = digits
    ? Date.parse(`${digits.slice(1, 4).join('-')}T${digits.slice(4).join(':')}Z`)
    : Date.parse(`${stamp} UTC`)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
