/* What every container does with a page of HTML: charset, the marks savers leave, web archives' additions taken out. */
import { decodeBytes } from '../text/charset.ts'
import { addressOfMirrored, plainMirrorLinks } from './mirror-page.ts'
import type { SavedPage, SourceFile } from './saved-page.ts'
import { savedFrom } from './saved-from.ts'
import { isSingleFile, restoreSingleFile } from './single-file.ts'
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
  /** Where the file lies, for what its folders tell of a mirrored page. */
  readonly path?: string | null
  readonly problems?: SavedPage['problems']
}

/** A page of HTML as intake hands it over; the saving time is the container's, else the page's, else the file's. */
export function htmlContent(page: ContainedPage, file: Pick<SourceFile, 'modifiedAt'>): SavedPage {
  const decoded = decodeBytes(page.bytes, page.charset)
  const mark = savedFrom(decoded.text)
  const copy = unwrapArchiveCopy(decoded.text, page.url ?? mark.url)
  const single = isSingleFile(decoded.text) ? restoreSingleFile(copy?.markup ?? decoded.text) : null
  const markup = single?.markup ?? copy?.markup ?? decoded.text
  const told = copy?.url ?? page.url ?? mark.url
  const times = [
    ['page', copy?.capturedAt],
    ['container', page.savedAt],
    ['page', mark.savedAt],
    ['file', file.modifiedAt],
  ] as const
  const [savedAtFrom, savedAt] = times.find(([, time]) => time !== null && time !== undefined) ?? [null, null]
  return {
    name: page.name,
    content: { kind: 'html', text: plainMirrorLinks(markup) },
    container: single && page.container === 'html' ? 'singlefile' : page.container,
    charset: decoded.charset,
    charsetFrom: decoded.from,
    url: told ?? (namesItself(markup) ? null : addressOfMirrored(page.path ?? page.name)),
    savedAt: savedAt ?? null,
    savedAtFrom,
    problems: page.problems ?? [],
    resource: address => single?.pictures.get(address) ?? page.resource(address),
  }
}

/** Whether the page says its own absolute address, which is better than what a file name tells. */
const namesItself = (markup: string): boolean =>
  /<link\b[^<>]{0,300}\bcanonical\b[^<>]{0,600}https?:|<meta\b[^<>]{0,100}\bog:url\b[^<>]{0,600}https?:/i.test(
    markup.slice(0, 65_536),
  )
