/** The marks that savers leave in a page: where it came from and when. */
export interface SavedFrom {
  readonly url: string | null
  /** ISO instant. */
  readonly savedAt: string | null
}

/** Reads the marks of browsers (`saved from url`), SingleFile and HTTrack in a page's first part. */
export function savedFrom(markup: string): SavedFrom {
  const head = markup.slice(0, 65_536)
  const browser = /<!--\s*saved from url=\(\d{4}\)(\S+?)\s*-->/i.exec(head)
  if (browser) return { url: webAddress(browser[1]!.replaceAll('-%2D', '--')), savedAt: null }
  const singleFile =
    /(?:Page saved with|Archive processed by) SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n(]+)/i.exec(head)
  if (singleFile) return { url: webAddress(singleFile[1]!), savedAt: instantOf(singleFile[2]!) }
  const mirror = /<!-- Mirrored from (\S+) by HTTrack Website Copier[^,]*,\s*([^-]+?)\s*-->/i.exec(head)
  if (mirror) return { url: webAddress(`http://${mirror[1]!}`), savedAt: instantOf(mirror[2]!) }
  return { url: null, savedAt: null }
}

function webAddress(address: string): string | null {
  return /^https?:\/\/[^/]/i.test(address) && URL.canParse(address) ? address : null
}

function instantOf(written: string): string | null {
  const time = Date.parse(written.trim())
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}
