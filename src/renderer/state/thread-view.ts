import type { PostView } from '../../core/contract/posts.ts'

/** Why a view shows only some given posts. */
export type Selection =
  | { readonly kind: 'matches'; readonly words: string }
  | { readonly kind: 'conversation'; readonly names: readonly [string, string] }
  | { readonly kind: 'answers'; readonly floor: string }

export const everyone: PostView = { order: 'floor' }

/** Whether a view shows less than the whole thread, or in another order than that of its floors. */
export const isFiltered = (view: PostView): boolean =>
  view.starterOnly === true ||
  view.withPictures === true ||
  view.marked === true ||
  (view.authorIds ?? []).length > 0 ||
  view.postIds !== undefined ||
  view.order === 'newest' ||
  view.order === 'tree'

/** The people of a view with one more, or without the one that is among them. */
export const toggledAuthor = (view: PostView, authorId: number): number[] => {
  const others = view.authorIds ?? []
  return others.includes(authorId) ? others.filter(one => one !== authorId) : [...others, authorId]
}
