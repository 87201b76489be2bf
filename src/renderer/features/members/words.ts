import { m } from '../../../messages/generated/messages.js'

const typed: Readonly<Record<string, () => string>> = {
  postCount: m.card_posts,
  digests: m.card_digests,
  onlineHours: m.card_hours,
}

/** The name of a card's number: the forum's own, or ours where a page has none for it. */
export const fieldInWords = ({ label }: { label: string }): string => typed[label]?.() ?? label
