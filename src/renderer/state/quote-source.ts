import type { Post } from '../../core/model/library.ts'
import { fold } from '../../core/text/fold.ts'

/** Whom a quote quotes, as far as the page says, and its words. */
export interface QuotedWords {
  readonly author: string | null
  /** The forum's own post id. */
  readonly postId: string | null
  readonly floor: number | null
  readonly text: string
}

const excerpt = 24

/**
 * Where the quoted post stands among the posts given: by the forum's own id, else by its floor, else by who wrote these
 * words; -1 when it is not there. Where a page names a person, nobody else's post is taken for theirs.
 */
export function placeOfQuoted(posts: readonly (Post | undefined)[], quoted: QuotedWords): number {
  if (quoted.postId !== null) {
    const known = posts.findIndex(post => post?.externalId === quoted.postId)
    if (known !== -1) return known
  }
  const mayBe = (post: Post | undefined): post is Post =>
    post !== undefined && (quoted.author === null || post.author.name === null || post.author.name === quoted.author)
  if (quoted.floor !== null) return posts.findIndex(post => mayBe(post) && post.floor === quoted.floor)
  const words = plain(quoted.text).slice(-excerpt)
  if (quoted.author === null || words.length < 2) return -1
  return posts.findIndex(post => mayBe(post) && plain(post.text).includes(words))
}

/** The words without what separates them and without the dots that stand for the rest. */
function plain(text: string): string {
  return fold(text)
    .replace(/(?:\.{2,}|…)\s*$/u, '')
    .replace(/\s/gu, '')
}
