/* The row of page numbers above a thread, as most forum software writes it. */
import type { Element } from '../text/dom.ts'
import { attribute, select, selectAll, text } from '../text/dom.ts'

export interface PageRow {
  readonly page: number | null
  readonly pages: number | null
}

const current =
  'strong, b, .active, .current, .selected, .current_page, .pagination_current, [aria-current], [class*=current]'
const ofForm = /(?<![\d.,])(\d{1,6})\s*(?:of|von|di|de|sur|van|z|av|af|из|с|از|\/)\s*(\d{1,6})(?![\d.,])/iu

/**
 * The page shown and the number of pages: 「Page 2 of 3」 in any language, else the number that is no link and the
 * highest of them all. Nulls where the row says nothing.
 */
export function pageRow(row: Element | null): PageRow {
  if (!row) return { page: null, pages: null }
  const words = text(row)
  const marks = selectAll(row, current)
    .map(text)
    .filter(shown => /^\[?\d{1,6}\]?$/.test(shown))
    .map(numberOf)
  const links = selectAll(row, 'a').map(link => numberOf(text(link)))
  const [page, total] = marks
  // 3.0's 「Page <strong>2</strong> of <strong>3</strong>」 in whatever words.
  if (page !== undefined && total !== undefined && total >= page && !links.includes(total))
    return { page, pages: total }
  const told = ofForm.exec(words)
  if (told && Number(told[1]) <= Number(told[2])) return { page: Number(told[1]), pages: Number(told[2]) }
  if (page === undefined) return { page: null, pages: null }
  return { page, pages: Math.max(page, ...links) }
}

const numberOf = (shown: string): number => Number(/^\D{0,3}(\d{1,6})\D{0,3}$/.exec(shown)?.[1] ?? 0)

/** How many posts come before this page, by where its links to other pages start; null where none tells. */
export function offsetOf(
  page: number | null,
  links: readonly { readonly page: number; readonly start: number }[],
): number | null {
  if (page === 1) return 0
  if (page === null) return null
  const other = links.find(link => link.page > 1 && link.start > 0)
  return other && other.start % (other.page - 1) === 0 ? (other.start / (other.page - 1)) * (page - 1) : null
}

/** The links of a page row with the page they show and where it starts, `start` read from each address. */
export function rowLinks(
  row: Element | null,
  start: (address: string) => number | null,
): { readonly page: number; readonly start: number }[] {
  if (!row) return []
  return selectAll(row, 'a[href]').flatMap(link => {
    const page = numberOf(text(link))
    const from = page > 0 ? start(attribute(link, 'href') ?? '') : null
    return from === null ? [] : [{ page, start: from }]
  })
}

/** The first row of a page that says something. */
export function firstRow(rows: readonly Element[]): Element | null {
  return rows.find(row => pageRow(row).page !== null) ?? rows.find(row => select(row, 'a') !== null) ?? null
}
