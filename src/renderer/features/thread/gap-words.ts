/* What is missing, in words. */
import type { GapCounts, ThreadGap } from '../../../core/model/gaps.ts'
import { m } from '../../../messages/generated/messages.js'
import { stretches } from './words.ts'

const range = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`)

/** What is missing at one place of the thread. */
export function gapInWords({ kind, floors, pages }: ThreadGap): string {
  const numbers = stretches(pages.map(({ page }) => page))
  if (!floors) return (pages.length === 1 ? m.gap_page : m.gap_pages)({ pages: numbers })
  const which = { floors: range(floors.from, floors.to) }
  const isOne = floors.from === floors.to
  if (kind === 'deleted') return (isOne ? m.gap_deleted_one : m.gap_deleted)(which)
  if (numbers !== '') return m.gap_floors_on_pages({ ...which, pages: numbers })
  return (isOne ? m.gap_floor : m.gap_floors)(which)
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
