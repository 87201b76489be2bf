/* Knowing a post again among those that a page shows by another reading of it. */
import type { SeenAs } from '../store/lifted.ts'

/** The one of the posts that is the same, as surely as can be; undefined where none can be. */
export function sameAmong<Post extends SeenAs>(post: SeenAs, others: readonly Post[]): Post | undefined {
  let best: Post | undefined
  let bestLikeness = 0
  for (const other of others) {
    const likeness = likenessOf(post, other)
    if (likeness > bestLikeness) [best, bestLikeness] = [other, likeness]
  }
  return best
}

/** A day alone tells no post from the next. */
const isExact = ({ postedAt }: SeenAs): boolean => (postedAt?.length ?? 0) > 10

/** How alike two sightings are; 0 where they cannot be of one post. */
function likenessOf(one: SeenAs, other: SeenAs): number {
  const isSame = (key: 'externalId' | 'floor' | 'authorName' | 'postedAt' | 'text'): boolean =>
    one[key] !== null && one[key] === other[key]
  const likeness =
    (isSame('externalId') ? 16 : 0) +
    (isSame('text') ? 8 : 0) +
    (isSame('authorName') ? 4 : 0) +
    (isSame('floor') ? 2 : 0) +
    (isSame('postedAt') ? 1 : 0)
  const isEnough =
    isSame('externalId') ||
    (isSame('text') && isSame('authorName')) ||
    (isSame('authorName') && (isSame('floor') || (isSame('postedAt') && isExact(one)))) ||
    (isSame('text') && one.ordinal === other.ordinal)
  return isEnough ? likeness + (one.ordinal === other.ordinal ? 0.5 : 0) : 0
}
