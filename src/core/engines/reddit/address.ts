/* Addresses of reddit pages: /r/BOARD/comments/THREAD/words/[COMMENT]. */

/** The board and thread that an address names, each null where it does not. */
export function placeOf(address: string | null): { board: string | null; thread: string | null } {
  const match = /\/(r|user|u)\/([\w-]{1,40})\/comments\/([0-9a-z]{2,12})(?=[/?#]|$)/i.exec(address ?? '')
  const thread = match?.[3] ?? /\/comments\/([0-9a-z]{2,12})(?=[/?#]|$)/i.exec(address ?? '')?.[1] ?? null
  return { board: match ? `${match[1]!.toLowerCase()}/${match[2]!}` : null, thread }
}

/** The name in an address of a person, /user/NAME or /u/NAME. */
export function userOf(address: string | null): string | null {
  return /\/u(?:ser)?\/([\w-]{1,40})(?=[/?#]|$)/.exec(address ?? '')?.[1] ?? null
}

/** A count as shown: 984, 1,234, 52.1k. */
export function countOf(shown: string): number | null {
  const match = /(-?\d{1,3}(?:[,\u00a0 ]\d{3})+|-?\d{1,9})(?:\.(\d{1,3}))?\s?([km])?/i.exec(shown)
  if (!match) return null
  const whole = match[1]!.replace(/[^\d-]/g, '')
  const unit = match[3]?.toLowerCase()
  return Math.round(Number(`${whole}.${match[2] ?? '0'}`) * (unit === 'k' ? 1e3 : unit === 'm' ? 1e6 : 1))
}
