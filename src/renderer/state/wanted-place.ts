/* What somebody may type to go somewhere in a thread: a floor, a day, or a person. */
export type WantedPlace =
  | { readonly kind: 'floor'; readonly floor: number }
  | { readonly kind: 'day'; readonly day: string }
  | { readonly kind: 'person'; readonly name: string }

const floor = /^(?:#|第)?\s*(\d{1,9})\s*(?:楼|樓|f|#)?$/iu
const day = /^(\d{4})(?:\s*(?:[-/.年])\s*(\d{1,2}))?(?:\s*(?:[-/.月])\s*(\d{1,2}))?\s*(?:年|月|日|号|號)?$/u

/** Reads what was typed; null for nothing. A number alone is a floor, also one that could be a year. */
export function readPlace(typed: string): WantedPlace | null {
  const text = typed.normalize('NFKC').trim()
  if (text === '') return null
  const told = floor.exec(text)
  if (told) return { kind: 'floor', floor: Number(told[1]) }
  const dated = day.exec(text)
  if (dated) return dayOf(dated) ?? { kind: 'person', name: text }
  return { kind: 'person', name: text }
}

function dayOf([, year, month, date]: RegExpExecArray): WantedPlace | null {
  const parts = [year!]
  for (const [part, most] of [
    [month, 12],
    [date, 31],
  ] as const) {
    if (part === undefined) break
    if (Number(part) < 1 || Number(part) > most) return null
    parts.push(part.padStart(2, '0'))
  }
  return { kind: 'day', day: parts.join('-') }
}
