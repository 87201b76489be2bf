/* The pictures of posts: those that were kept, by their address in the library, and those that were not, by the forum's. */
import type { Post } from '../../core/model/library.ts'

export interface WallPicture {
  /** `assets/<sha256>`, or null for one that was not saved with the page. */
  readonly kept: string | null
  /** Where the forum had it, for one that was not saved. */
  readonly address: string | null
  readonly post: Post
}

const keptPicture = /<img\b[^>]{0,2000}?\bsrc="(assets\/[0-9a-f]{64})"/g
const smiley = /smil|emot|face|emoji/i

/** The kept pictures of posts in order, each once. */
export const keptPicturesOf = (posts: readonly (Post | undefined)[]): string[] => [
  ...new Set(posts.flatMap(post => (post ? keptIn(post) : []))),
]

/** Every picture once, with the first post that shows it; lost smileys are nobody's loss. */
export function picturesOn(posts: readonly Post[]): WallPicture[] {
  const seen = new Set<string>()
  const isNew = (key: string): boolean => {
    const before = seen.size
    return seen.add(key).size > before
  }
  return posts.flatMap(post => [
    ...keptIn(post)
      .filter(isNew)
      .map(kept => ({ kept, address: null, post })),
    ...post.missingPictures
      .filter(address => !smiley.test(address) && isNew(address))
      .map(address => ({ kept: null, address, post })),
  ])
}

const keptIn = (post: Post): string[] => [...post.html.matchAll(keptPicture)].map(found => found[1]!)
