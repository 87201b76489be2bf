/*
 * Which pages of a thread are missing. The same forum may show a thread as 12 pages of 10 posts or as 4 of 30, so numbers
 * of pages count only among saves of one page size; other saves cover the floors that they show.
 */
import type { Jump, PageView } from './page-views.ts'
import { spanOf } from './page-views.ts'

export interface PagesOfThread {
  /** How many pages the thread has, as the latest save tells. */
  readonly total: number | null
  readonly present: readonly number[]
  readonly missing: readonly number[]
  /** The saves whose numbers count, oldest first. */
  readonly counted: readonly PageView[]
  /** Posts on a page, and the number of the first floor; null where that cannot be told. */
  readonly size: number | null
  readonly base: number
}

// More pages than any thread has: such a total was misread.
const mostPages = 100_000

/** The pages of a thread by its saves, which are given oldest first. */
export function pagesOfThread(views: readonly PageView[]): PagesOfThread {
  // What a guess takes for a pager may be any list of numbers.
  const numbered = views.filter(
    view => view.kind !== 'part' && view.confidence !== 'guess' && view.page !== null && view.page >= 1,
  )
  const base = Math.min(1, ...views.flatMap(view => spanOf(view)?.from ?? []))
  const telling = numbered.filter(view => view.pages !== null && view.pages <= mostPages)
  const latest = telling.findLast(view => view.kind === 'whole') ?? telling.at(-1)
  if (!latest) {
    const present = numbersOf(numbered)
    return { total: null, present, missing: [], counted: numbered, size: null, base }
  }
  const size =
    sizeOf(latest, base) ?? lastOf(telling, view => (view.pages === latest.pages ? sizeOf(view, base) : null))
  const counted = numbered.filter(view => view.pages === latest.pages || isOfSize(sizeOf(view, base), size))
  const present = numbersOf(counted)
  const total = Math.max(latest.pages!, ...present)
  const isCovered = coverage(views, size, base, total)
  const has = new Set(present)
  const missing = Array.from({ length: total }, (_, index) => index + 1).filter(
    page => !has.has(page) && !isCovered(page),
  )
  return { total, present, missing, counted, size: size === null ? null : Math.round(size), base }
}

/** The page that a floor is on, where that can be told. */
export function pageOfFloor({ size, base }: PagesOfThread, floor: number): number | null {
  return size === null ? null : Math.floor((floor - base) / size) + 1
}

const numbersOf = (views: readonly PageView[]): number[] =>
  [...new Set(views.map(view => view.page!))].toSorted((a, b) => a - b)

function lastOf(views: readonly PageView[], tell: (view: PageView) => number | null): number | null {
  for (const view of views.toReversed()) {
    const told = tell(view)
    if (told !== null) return told
  }
  return null
}

/** How many floors a page of this forum has, by the first floor of a later page or by a full first page. */
function sizeOf(view: PageView, base: number): number | null {
  const span = spanOf(view)
  if (span === null || view.page === null) return null
  if (view.page > 1) return span.from > base ? (span.from - base) / (view.page - 1) : null
  return view.pages !== null && view.pages > 1 && view.isCut === 0 ? span.to - base + 1 : null
}

/** Deleted posts make page sizes look a little different. */
const isOfSize = (one: number | null, other: number | null): boolean =>
  one === null || other === null || Math.abs(one - other) <= 0.15 * Math.max(one, other)

/** Whether saves of other page sizes show all floors of a page. */
function coverage(
  views: readonly PageView[],
  size: number | null,
  base: number,
  total: number,
): (page: number) => boolean {
  if (size === null) return () => false
  const spans = joined(views.flatMap(view => (view.kind === 'whole' ? (spanOf(view) ?? []) : [])))
  const rounded = Math.round(size)
  return page => {
    const from = (page - 1) * rounded + base
    return spans.some(
      span => span.from <= from && (span.to >= from + rounded - 1 || (page === total && span.to >= from)),
    )
  }
}

function joined(spans: readonly Jump[]): Jump[] {
  const out: { from: number; to: number }[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = out.at(-1)
    if (last && span.from <= last.to + 1) last.to = Math.max(last.to, span.to)
    else out.push({ ...span })
  }
  return out
}
