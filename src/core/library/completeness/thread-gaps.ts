/* All that a thread lacks as a person is told it: where it shows, and which address to open. */
import type { GapCounts, MissingPage, MissingPart, ThreadGap, ThreadGaps } from '../../model/gaps.ts'
import type { AttachmentReading, HiddenReading } from '../../model/reading.ts'
import type { LackingPost } from '../../store/completeness.ts'
import { addressOfThread, gonePosts, lackingPosts } from '../../store/completeness.ts'
import type { ReadableDB } from '../../store/sql.ts'
import { addressOfPage } from '../../text/thread-address.ts'
import type { FloorGap } from './missing-floors.ts'
import { pageOfFloor } from './missing-pages.ts'
import type { SeenPost } from './page-views.ts'
import type { Completeness } from './work-out.ts'
import { completenessOf, countGaps } from './work-out.ts'

/** What a thread lacks. Throws `thread-unknown`. */
export function threadGaps(db: ReadableDB, threadId: number): ThreadGaps {
  const url = addressOfThread(db, threadId)
  const completeness = completenessOf(db, threadId)
  const { pages } = completeness
  const known = pages.counted.flatMap(view => (view.url === null ? [] : [{ page: view.page!, url: view.url }]))
  const missingPage = (page: number): MissingPage => ({ page, url: addressOfPage(known, page, pages.size) })
  const missing = pages.missing.map(missingPage)
  const parts = lackingPosts(db, threadId).flatMap(partsOf)
  const counts: GapCounts = countGaps(db, threadId, completeness)
  const gaps = gapsOf(completeness, missing, floor => {
    const page = pageOfFloor(pages, floor)
    return (page === null ? null : missingPage(page).url) ?? url
  })
  return {
    threadId,
    url,
    counts,
    pages: { total: pages.total, present: [...pages.present], missing },
    gaps: gaps.map(gap => ({ ...gap, url: gap.url ?? url })),
    parts,
    gone: gonePosts(db, threadId).size,
  }
}

/** The places where something is missing, in floor order: floors with the pages they are on, then pages without floors. */
function gapsOf(
  { views, pages, floors }: Completeness,
  missing: readonly MissingPage[],
  addressOfFloor: (floor: number) => string | null,
): ThreadGap[] {
  const places = new PlacesOfThread(views.flatMap(view => view.posts))
  const runs = runsOf(missing)
  const used = new Set<PageRun>()
  const gaps: Placed[] = floors.map(gap => {
    const place = places.ofFloors(gap)
    const run =
      gap.kind === 'unsaved'
        ? runs.find(each => !used.has(each) && lies(place, placeOfRun(each, pages, places)))
        : undefined
    if (run) used.add(run)
    return {
      ...place,
      kind: gap.kind,
      floors: { from: gap.from, to: gap.to },
      pages: run ? [...run.pages] : [],
      url: run?.pages.find(page => page.url !== null)?.url ?? addressOfFloor(gap.from),
    }
  })
  for (const run of runs.filter(each => !used.has(each)))
    gaps.push({
      ...placeOfRun(run, pages, places),
      kind: 'unsaved',
      floors: null,
      pages: [...run.pages],
      url: run.pages.find(page => page.url !== null)?.url ?? null,
    })
  return gaps
    .toSorted((a, b) => a.at - b.at || (a.floors?.from ?? Infinity) - (b.floors?.from ?? Infinity))
    .map(({ at: _at, until: _until, ...gap }) => gap)
}

/** Between which posts something is missing; `at` and `until` are their positions. */
interface Between extends Pick<ThreadGap, 'afterPostId' | 'beforePostId'> {
  readonly at: number
  readonly until: number
}

type Placed = ThreadGap & Between

const lies = (one: Between, within: Between): boolean => one.at >= within.at && one.until <= within.until

/** The posts of a thread as they lie. */
class PlacesOfThread {
  private readonly posts: readonly SeenPost[]
  private readonly indexOf = new Map<number, number>()
  private readonly onFloor = new Map<number, SeenPost>()

  constructor(seen: readonly SeenPost[]) {
    this.posts = [...new Map(seen.map(post => [post.position, post])).values()].toSorted(
      (a, b) => a.position - b.position,
    )
    for (const [index, post] of this.posts.entries()) this.indexOf.set(post.position, index)
    for (const post of this.posts.toReversed()) if (post.floor !== null) this.onFloor.set(post.floor, post)
  }

  /** Before the post with the floor after the gap; what answers the post before the gap belongs to that one. */
  ofFloors(gap: FloorGap): Between {
    const before = this.onFloor.get(gap.to + 1)
    return between((before && this.previous(before)) ?? this.onFloor.get(gap.from - 1), before)
  }

  ofPages(last: SeenPost | undefined, next: SeenPost | undefined): Between {
    // It shows before the next page, but selections may show posts of the missing ones before that.
    if (next) return { ...between(last && this.previous(next), next), at: last?.position ?? -1 }
    return between(this.posts.at(-1), undefined)
  }

  private previous(post: SeenPost): SeenPost | undefined {
    return this.posts[this.indexOf.get(post.position)! - 1]
  }
}

const between = (after: SeenPost | undefined, before: SeenPost | undefined): Between => ({
  afterPostId: after?.postId ?? null,
  beforePostId: before?.postId ?? null,
  at: after?.position ?? -1,
  until: before?.position ?? Number.POSITIVE_INFINITY,
})

interface PageRun {
  readonly pages: readonly MissingPage[]
}

/** Missing pages that follow one another. */
function runsOf(missing: readonly MissingPage[]): PageRun[] {
  const runs: MissingPage[][] = []
  for (const page of missing) {
    const last = runs.at(-1)
    if (last && last.at(-1)!.page + 1 === page.page) last.push(page)
    else runs.push([page])
  }
  return runs.map(pages => ({ pages }))
}

/** Between the last post of the page before and the first of the page after. */
function placeOfRun(run: PageRun, { counted }: Completeness['pages'], places: PlacesOfThread): Between {
  const first = run.pages[0]!.page
  const last = run.pages.at(-1)!.page
  const before = counted.filter(view => view.page! < first && view.run.length > 0)
  const after = counted.filter(view => view.page! > last && view.run.length > 0)
  const nearest = (views: typeof before, page: number): (typeof before)[number] | undefined =>
    views.findLast(view => view.page === page)
  const previous = nearest(before, Math.max(...before.map(view => view.page!)))
  const next = nearest(after, Math.min(...after.map(view => view.page!)))
  return places.ofPages(previous?.run.at(-1), next?.run[0])
}

interface Body {
  readonly hidden?: readonly HiddenReading[]
  readonly missingPictures?: readonly string[]
  readonly attachments?: readonly AttachmentReading[]
}

function partsOf({ postId, floor, floorLabel, body, url }: LackingPost): MissingPart[] {
  const { hidden = [], missingPictures = [], attachments = [] } = JSON.parse(body) as Body
  const post = { postId, floor, floorLabel }
  return [
    ...hidden.map(part => ({ ...post, kind: 'hidden' as const, name: part.text || part.reason, url })),
    ...missingPictures.map(address => ({
      ...post,
      kind: 'picture' as const,
      name: fileName(address),
      url: webAddress(address, url),
    })),
    ...attachments
      .filter(file => !file.asset)
      .map(file => ({
        ...post,
        kind: 'attachment' as const,
        name: file.name,
        url: file.url && webAddress(file.url, url),
      })),
  ]
}

/** An address that can be opened; null for one that was only of the saved file. */
function webAddress(address: string, page: string | null): string | null {
  if (!URL.canParse(address, page ?? undefined)) return null
  const { href, protocol } = new URL(address, page ?? undefined)
  return protocol === 'http:' || protocol === 'https:' ? href : null
}

const fileName = (address: string): string => /([^/]+)\/*$/.exec(address.replace(/[?#].*$/, ''))?.[1] ?? address
