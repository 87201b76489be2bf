/* What every container does with a page of HTML: charset, the marks savers leave, web archives' additions taken out. */
import { decodeBytes } from '../text/charset.ts'
import type { SavedPage, SourceFile } from './saved-page.ts'
import { savedFrom } from './saved-from.ts'
import { unwrapArchiveCopy } from './web-archive-copy.ts'

/** What a container itself says of a page in it. */
export interface ContainedPage {
  readonly container: string
  readonly name: string
  readonly bytes: Uint8Array
  /** Charset from a header of the container, or null. */
  readonly charset: string | null
  readonly url: string | null
  /** ISO instant. */
  readonly savedAt: string | null
  readonly resource: SavedPage['resource']
}

/** A page of HTML as intake hands it over; the saving time is the container's, else the page's, else the file's. */
export function htmlContent(page: ContainedPage, file: Pick<SourceFile, 'modifiedAt'>): SavedPage {
  const decoded = decodeBytes(page.bytes, page.charset)
  const mark = savedFrom(decoded.text)
  const copy = unwrapArchiveCopy(decoded.text, page.url ?? mark.url)
  const times = [
    ['page', copy?.capturedAt],
    ['container', page.savedAt],
    ['page', mark.savedAt],
    ['file', file.modifiedAt],
  ] as const
  const [savedAtFrom, savedAt] = times.find(([, time]) => time !== null && time !== undefined) ?? [null, null]
  return {
    name: page.name,
    content: { kind: 'html', text: copy?.markup ?? decoded.text },
    container: page.container,
    charset: decoded.charset,
    charsetFrom: decoded.from,
    url: copy?.url ?? page.url ?? mark.url,
    savedAt: savedAt ?? null,
    savedAtFrom,
    problems: [],
    resource: page.resource,
  }
}
