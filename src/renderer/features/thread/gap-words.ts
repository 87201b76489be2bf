/* What is missing, in words. */
import type { GapCounts, ThreadGap } from '../../../core/model/gaps.ts'
import { m } from '../../../messages/generated/messages.js'
import { stretches } from './words.ts'

const range = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`)

/** What is missing at one place of the thread. */
export function gapInWords({ kind, floors, pages }: ThreadGap): string {
  const which = floors && range(floors.from, floors.to)
  if (kind === 'deleted') return which === null ? '' : m.gap_deleted({ floors: which })
  const numbers = stretches(pages.map(({ page }) => page))
  if (which === null) return m.gap_pages({ pages: numbers })
  return numbers === '' ? m.gap_floors({ floors: which }) : m.gap_floors_on_pages({ floors: which, pages: numbers })
}

/** All that is missing, each kind with its number. */
export function countsInWords({ pages, floors, hidden, pictures, attachments }: GapCounts): string[] {
  return [
    ...(pages > 0 ? [m.gap_count_pages({ count: pages })] : []),
    ...(floors > 0 ? [m.gap_count_floors({ count: floors })] : []),
    ...(hidden > 0 ? [m.gap_count_hidden({ count: hidden })] : []),
    ...(pictures > 0 ? [m.gap_count_pictures({ count: pictures })] : []),
    ...(attachments > 0 ? [m.gap_count_attachments({ count: attachments })] : []),
  ]
}

/** The addresses to open for a gap: of its pages, else the one where it should be. */
export function addressesOf({ pages, url }: Pick<ThreadGap, 'pages' | 'url'>): string[] {
  const own = pages.flatMap(page => page.url ?? [])
  return own.length > 0 ? own : url === null ? [] : [url]
}
