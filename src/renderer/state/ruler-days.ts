/* Which dates stand along a thread: years where it goes over several, else months, else days. */
export interface DayMark {
  readonly position: number
  /** A year, a month or a day, as in ISO. */
  readonly day: string
}

/** Beyond this many dates of one kind the next coarser kind tells more. */
const mostMarks = 14

/** The first post of every year, month or day among those given, whichever gives a few. */
export function dayMarks(posts: readonly { readonly position: number; readonly postedAt: string }[]): DayMark[] {
  const kinds = [10, 7, 4].map(length => firstOfEach(posts, length))
  const fitting = kinds.find(marks => marks.length <= mostMarks) ?? kinds.at(-1)!
  return fitting.length > 1 ? fitting : []
}

function firstOfEach(
  posts: readonly { readonly position: number; readonly postedAt: string }[],
  length: number,
): DayMark[] {
  const marks: DayMark[] = []
  for (const { position, postedAt } of posts) {
    if (postedAt.length < length) continue
    const day = postedAt.slice(0, length)
    if (day !== marks.at(-1)?.day) marks.push({ position, day })
  }
  return marks
}

/** A date beside the ruler, where there is room for five signs: 2013, 13/10 for a month, 10-12 for a day. */
export const shortDay = (day: string): string =>
  day.length === 4 ? day : day.length === 7 ? `${day.slice(2, 4)}/${day.slice(5)}` : day.slice(5)

/** Of signs along a line those that keep their distance from the one before. */
export function spread<Sign extends { readonly y: number }>(signs: readonly Sign[], apart: number): Sign[] {
  const kept: Sign[] = []
  for (const sign of signs) if (kept.length === 0 || sign.y - kept.at(-1)!.y >= apart) kept.push(sign)
  return kept
}

/** The dates beside a ruler on which a place stands at the height given. */
export const daySigns = (
  days: readonly DayMark[],
  heightOf: (position: number) => number,
): { y: number; text: string }[] =>
  spread(
    days.map(({ position, day }) => ({ y: heightOf(position), text: shortDay(day) })),
    15,
  )
