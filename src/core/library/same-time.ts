/* Whether two times, written by two saves of perhaps the same post, can be the same moment. */

export interface ShownTime {
  readonly at: string | null
  /** Resolved from a relative time such as 昨天, so right within a day only. */
  readonly derived: boolean
}

const day = 24 * 60 * 60_000
// Zones span 26 hours; a time without an offset may be any of them.
const zoneSpan = 14 * 60 * 60_000

/** Whether two times agree as far as both of them go. A missing time agrees with nothing. */
export function sameTime(one: ShownTime, other: ShownTime): boolean {
  if (one.at === null || other.at === null) return false
  const [a, b] = [partsOf(one.at), partsOf(other.at)]
  if (one.derived || other.derived) return apart(a, b) <= day
  if (a.zoned === b.zoned && !a.zoned) {
    const shared = Math.min(a.local.length, b.local.length)
    return a.local.slice(0, shared) === b.local.slice(0, shared)
  }
  const coarse = Math.min(a.local.length, b.local.length)
  const slack = coarse <= 10 ? day + zoneSpan : coarse <= 16 ? 60_000 : 0
  return apart(a, b) <= slack + (a.zoned === b.zoned ? 0 : zoneSpan)
}

/** Whether a time is known to the minute at least, and not by reckoning. */
export function isExact(time: ShownTime): boolean {
  return time.at !== null && !time.derived && partsOf(time.at).local.length >= 16
}

interface Parts {
  readonly local: string
  readonly zoned: boolean
  readonly ms: number
}

const zone = /(?:Z|[+-]\d\d:?\d\d)$/

function partsOf(at: string): Parts {
  const zoned = at.length > 10 && zone.test(at)
  const ms = Date.parse(zoned || at.length <= 10 ? at : `${at}Z`)
  return { local: zoned ? at.replace(zone, '') : at, zoned, ms }
}

const apart = (a: Parts, b: Parts): number => Math.abs(a.ms - b.ms)
