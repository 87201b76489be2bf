/* What every text format of an exported thread is made of. Pure: the words come in, nothing is looked up. */
import type { Post } from '../model/library.ts'

/** Every word that an export adds to what the thread itself says. */
export interface ExportLabels {
  readonly forum: string
  readonly board: string
  readonly address: string
  readonly saved: string
  readonly posts: string
  readonly pages: string
  readonly pagesPresent: (present: string, pages: number) => string
  readonly floor: (floor: number) => string
  readonly unknownPoster: string
  readonly quoteOf: (author: string) => string
  readonly attachment: string
  readonly pictureMissing: string
  readonly picture: string
  readonly hidden: string
  readonly poll: string
  readonly votes: (votes: number) => string
  readonly edited: string
  readonly notice: string
  readonly ratings: string
}

export interface ExportOptions {
  /** BCP 47, for the document's language mark. */
  readonly locale: string
  readonly labels: ExportLabels
}

/** The floor as the forum shows it, else by number, else nothing. */
export function floorOf(post: Post, labels: ExportLabels): string {
  if (post.floorLabel !== null && post.floorLabel.trim() !== '') return post.floorLabel.trim()
  return post.floor === null ? '' : labels.floor(post.floor)
}

/** A post's heading: floor, poster and time, each as far as known. */
export function headingParts(post: Post, labels: ExportLabels): { floor: string; name: string; time: string } {
  return { floor: floorOf(post, labels), name: post.author.name ?? labels.unknownPoster, time: timeOf(post) }
}

/** A post's time for people: the zone only where the page gives one, ≈ where it was reckoned from a relative time. */
export function timeOf(post: Post): string {
  if (post.postedAt === null) return post.postedAtText?.trim() ?? ''
  const [date = '', clock] = post.postedAt.split('T')
  const zone = clock && /(?:Z|[+-]\d\d:\d\d)$/.exec(clock)?.[0]
  const shown = [date, clock?.slice(0, 5), zone === 'Z' ? 'UTC' : zone].filter(part => part).join(' ')
  return post.postedAtDerived ? `≈ ${shown}` : shown
}

/** Numbers as runs: 1–3, 7. */
export function runsOf(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other)
  const runs: [number, number][] = []
  for (const number of sorted) {
    const last = runs.at(-1)
    if (last && last[1] + 1 === number) last[1] = number
    else runs.push([number, number])
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ')
}
