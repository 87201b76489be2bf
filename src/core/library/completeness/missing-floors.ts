/*
 * Which floors are missing between those that are here. A forum that deletes posts skips their numbers: where one page
 * shows two posts one right after the other, there is nothing to save between them.
 */
import type { Jump, PageView, SeenPost } from './page-views.ts'
import { jumpsOf, spanOf } from './page-views.ts'

export interface FloorGap {
  readonly kind: 'unsaved' | 'deleted'
  /** The first and the last floor that is missing. */
  readonly from: number
  readonly to: number
}

/** The floors that are missing, in their order. */
export function missingFloors(views: readonly PageView[]): FloorGap[] {
  const posts = views.flatMap(view => view.posts)
  const floors = [...new Set(posts.flatMap(post => post.floor ?? []))].toSorted((a, b) => a - b)
  // Selections show what they select: only between posts of plain pages can something be missing.
  const plain = views
    .filter(view => view.kind === 'whole')
    .flatMap(view => view.posts.flatMap(post => post.floor ?? []))
  const first = lowest(plain)
  const last = highest(plain)
  const skipped = [...views.filter(isWhole).flatMap(view => jumpsOf(view.run)), ...jumpsBetweenPages(views)]
  const unclear = views.filter(view => view.kind === 'unclear').flatMap(view => spanOf(view) ?? [])
  return floors.slice(1).flatMap((next, index): FloorGap[] => {
    const before = floors[index]!
    if (next - before < 2 || before < first || next > last) return []
    const isIn = (jump: Jump): boolean => jump.from <= before && jump.to >= next
    const kind = skipped.some(isIn) ? 'deleted' : 'unsaved'
    return kind === 'unsaved' && unclear.some(isIn) ? [] : [{ kind, from: before + 1, to: next - 1 }]
  })
}

const isWhole = (view: PageView): boolean => view.kind === 'whole'

const lowest = (numbers: readonly number[]): number =>
  numbers.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
const highest = (numbers: readonly number[]): number =>
  numbers.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)

const day = 24 * 60 * 60 * 1_000

/**
 * Pages saved one after the other at one sitting prove the same from the last post of the one to the first of the
 * other. Saved on different days they do not: posts move up when others are deleted, and a last page grows.
 */
function jumpsBetweenPages(views: readonly PageView[]): Jump[] {
  const numbered = Map.groupBy(
    views.filter(view => isWhole(view) && view.page !== null && view.savedAt !== null && view.run.length > 0),
    view => view.page!,
  )
  return [...numbered].flatMap(([page, saves]) =>
    saves.flatMap(save =>
      (numbered.get(page + 1) ?? []).flatMap(next => {
        if (save.isCut === 1 || save.pages === null || save.pages <= page || save.pages !== next.pages) return []
        if (Math.abs(Date.parse(save.savedAt!) - Date.parse(next.savedAt!)) > day) return []
        return jumpsOf([lastFloored(save.run), next.run.find(hasFloor)].filter(post => post !== undefined))
      }),
    ),
  )
}

const hasFloor = (post: SeenPost): boolean => post.ownFloor !== null
const lastFloored = (run: readonly SeenPost[]): SeenPost | undefined => run.findLast(hasFloor)
