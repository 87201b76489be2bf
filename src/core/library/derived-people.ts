/* Whether people and their cards say what the sightings of their posts say, looked at one by one. */
import type { CardNumber, Identity, KeptCard, KeptPoster } from '../store/people-faults.ts'
import { cardNumbers, cardsAfter, postersAfter } from '../store/people-faults.ts'
import type { ReadableDB } from '../store/sql.ts'
import { breathe } from './derived-rows.ts'
import { hashOf } from './identity.ts'

const batch = 200

/** A person of whom something is wrong: `identity` is who they are by their posts, where that is not what the row says. */
export interface FaultyPoster {
  readonly posterId: number
  readonly fault: 'unseen' | readonly string[]
  readonly identity: Identity | null
}

/** Every person with something wrong with their row. */
export async function* faultyPosters(db: ReadableDB, cancelled: AbortSignal): AsyncGenerator<FaultyPoster> {
  for (let rows = postersAfter(db, 0, batch); rows.length > 0; rows = postersAfter(db, rows.at(-1)!.id, batch)) {
    await breathe(cancelled)
    for (const kept of rows) {
      const fault = posterFault(kept)
      if (fault !== null) yield { posterId: kept.id, fault, identity: identityFault(kept) }
    }
  }
}

function posterFault(kept: KeptPoster): FaultyPoster['fault'] | null {
  if (kept.posts === 0) return 'unseen'
  const identity = identityFault(kept)
  const wrong = {
    forum: identity !== null && identity.forumId !== kept.forumId,
    uid: identity !== null && identity.uid !== kept.uid,
    // Who is known by name alone never gets another; of names in one save any is the latest.
    name: kept.uid === null ? identity !== null && identity.name !== kept.name : kept.latestName !== kept.latestOwnName,
    nameOrder: kept.nameOrder !== (kept.uid === null ? '' : (kept.latestName ?? '')),
    card: kept.cardId === null ? kept.latestCard !== null : kept.latestCard !== kept.latestOwnCard,
    cardOrder: kept.cardOrder !== (kept.latestCard ?? ''),
    lastPostAt: kept.lastPostAt !== kept.latestPostAt,
  }
  const names = Object.entries(wrong).flatMap(([name, isWrong]) => (isWrong ? [name] : []))
  return names.length === 0 ? null : names
}

/** Who a person is by what all sightings of their posts agree about, where the row says another; else null. */
function identityFault({ id, forumId, uid, name, seenForum, seenUid, seenName }: KeptPoster): Identity | null {
  const own = { id, forumId: seenForum ?? forumId, uid: seenUid ?? uid, name: uid === null ? (seenName ?? name) : name }
  // Somebody without a uid whose posts tell one has them only until they are given to whom they belong.
  if (uid === null && seenUid !== null) return null
  return own.forumId === forumId && own.uid === uid && own.name === name ? null : own
}

export interface FaultyCard {
  readonly card: KeptCard
  /** The snapshot is not the one whose hash was noted, or only its numbers were not noted as it says. */
  readonly fault: 'altered' | 'numbers'
}

/** Every card that is not the one that was seen, or whose numbers are not its own. */
export async function* faultyCards(db: ReadableDB, cancelled: AbortSignal): AsyncGenerator<FaultyCard> {
  for (let rows = cardsAfter(db, 0, batch); rows.length > 0; rows = cardsAfter(db, rows.at(-1)!.id, batch)) {
    await breathe(cancelled)
    for (const card of rows)
      if (!hashOf(card.data).equals(card.hash)) yield { card, fault: 'altered' }
      else if (!areNumbersNoted(db, card)) yield { card, fault: 'numbers' }
  }
}

function areNumbersNoted(db: ReadableDB, { id, data }: KeptCard): boolean {
  const own = numbersOf(JSON.parse(data) as CardSnapshot)
  const noted = new Map(cardNumbers(db, id).map(number => [number.label, number]))
  return (
    own.length === noted.size &&
    own.every(({ label, value, unit }) => noted.get(label)?.value === value && noted.get(label)?.unit === unit)
  )
}

const typed = ['postCount', 'digests', 'onlineHours'] as const

/** A card as it was kept, perhaps by a program of long ago. */
export type CardSnapshot = Partial<Record<(typeof typed)[number], number | null>> & {
  readonly fields?: readonly {
    readonly label: string
    readonly number?: number | null
    readonly unit?: string | null
  }[]
}

/** The numbers that a card shows: those of its lines, and those known by our own names where no line has them. */
export function numbersOf(card: CardSnapshot): CardNumber[] {
  const numbers = new Map<string, CardNumber>()
  for (const { label, number = null, unit = null } of card.fields ?? [])
    if (number !== null && !numbers.has(label)) numbers.set(label, { label, value: number, unit })
  const shown = new Set(Array.from(numbers.values(), number => number.value))
  for (const label of typed) {
    const value = card[label] ?? null
    if (value !== null && !shown.has(value) && !numbers.has(label)) numbers.set(label, { label, value, unit: null })
  }
  return [...numbers.values()]
}
