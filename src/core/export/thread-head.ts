import type { ThreadDetail } from '../model/library.ts'
import type { ExportOptions } from './export-options.ts'
import { runsOf } from './export-options.ts'

export interface HeadLine {
  readonly label: string
  readonly value: string
  /** Set where the value is an address that may be followed. */
  readonly link: string | null
}

/** What stands under the title: where the thread is from, when it was saved, and how much of it is here. */
export function headLines(thread: ThreadDetail, postCount: number, { labels }: ExportOptions): HeadLine[] {
  const savedDays = [...new Set(thread.sources.flatMap(source => source.savedAt?.slice(0, 10) ?? []))].sort()
  const saved = savedDays.length > 2 ? `${savedDays[0]!} – ${savedDays.at(-1)!}` : savedDays.join(', ')
  const pages =
    thread.pages !== null && thread.pages > thread.pagesPresent.length
      ? labels.pagesPresent(runsOf(thread.pagesPresent), thread.pages)
      : thread.pages === null
        ? ''
        : String(thread.pages)
  const lines: [string, string, string | null][] = [
    [labels.forum, thread.forum ?? '', null],
    [labels.board, thread.board ?? '', null],
    [labels.address, thread.url ?? '', webLink(thread.url)],
    [labels.saved, saved, null],
    [labels.pages, pages, null],
    [labels.posts, String(postCount), null],
  ]
  return lines.filter(([, value]) => value !== '').map(([label, value, link]) => ({ label, value, link }))
}

/** An address that an exported page may link to: web and mail only, else null. */
export function webLink(address: string | null | undefined): string | null {
  const trimmed = address?.trim() ?? ''
  return /^(?:https?:\/\/[^/\s]|mailto:\S)/i.test(trimmed) && URL.canParse(trimmed) ? trimmed : null
}
