import type { Post } from '../../core/model/library.ts'
import type { Marker } from './marker.ts'
import type { SparseList } from './sparse-list.svelte.ts'

/** One match of what is marked: the post's position in the view and which of the post's matches it is. */
export interface Match {
  readonly position: number
  readonly index: number
}

/**
 * The match after (or before) the given one, looking through posts that are not fetched yet as well; null when there
 * is none that way.
 */
export async function nextMatch(
  posts: Pick<SparseList<Post>, 'total' | 'at'>,
  from: Match,
  step: 1 | -1,
  marker: Marker,
): Promise<Match | null> {
  let index = from.index + step
  for (let position = from.position; position >= 0 && position < posts.total; position += step) {
    const post = await posts.at(position)
    const count = post ? marker(post.text).length : 0
    if (position !== from.position) index = step === 1 ? 0 : count - 1
    index = Math.min(index, step === 1 ? index : count - 1)
    if (index >= 0 && index < count) return { position, index }
  }
  return null
}
