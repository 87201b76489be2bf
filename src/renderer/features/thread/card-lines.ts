import type { PosterCard } from '../../../core/model/reading.ts'
import { m } from '../../../messages/generated/messages.js'
import { momentInWords } from '../../ui/moment.ts'
import { getLocale } from '../../../messages/generated/runtime.js'

export interface CardLine {
  readonly label: string
  readonly value: string
}

/** The lines of a poster card: those of the page in its order, or the typed facts where the page labelled none. */
export function cardLines(card: PosterCard): CardLine[] {
  if (card.fields.length > 0) return card.fields.filter(field => field.value !== card.rank || field.number !== null)
  const locale = getLocale()
  const day = (iso: string | null) => iso && momentInWords(iso.slice(0, 10), locale)
  const typed: [string, string | null][] = [
    [m.card_uid(), card.uid],
    [m.card_posts(), card.postCount?.toLocaleString(locale) ?? null],
    [m.card_digests(), card.digests?.toLocaleString(locale) ?? null],
    [m.card_joined(), day(card.joined)],
    [m.card_last_seen(), day(card.lastSeen)],
    [m.card_hours(), card.onlineHours?.toLocaleString(locale) ?? null],
  ]
  return typed.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}
