import type { Post } from '../../core/model/library.ts'
import type { Navigator } from './navigator.svelte.ts'
import type { OpenThread } from './open-thread.svelte.ts'
import { placeOfQuoted, type QuotedWords } from './quote-source.ts'

/** Resting this long on a quote's source shows the post; passing over it does not. */
const restingPause = 280

export interface Preview {
  readonly post: Post
  readonly position: number
  /** What it is shown beside. */
  readonly anchor: { readonly top: number; readonly bottom: number; readonly left: number }
}

/** The post a quote comes from: shown beside the quote, and gone to with a way back. */
export class QuotePreview {
  shown = $state.raw<Preview | null>(null)
  readonly #thread: OpenThread
  readonly #navigator: Navigator
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(thread: OpenThread, navigator: Navigator) {
    this.#thread = thread
    this.#navigator = navigator
  }

  point(quoted: QuotedWords, anchor: Preview['anchor']): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      const position = placeOfQuoted(this.#thread.posts.items, quoted)
      const post = this.#thread.posts.items[position]
      this.shown = post ? { post, position, anchor } : null
    }, restingPause)
  }

  leave(): void {
    clearTimeout(this.#timer)
    this.shown = null
  }

  /** Goes to the quoted post; "back" returns to the post that quotes it. False when it is not there. */
  async go(quoted: QuotedWords, from: Post): Promise<boolean> {
    this.leave()
    const { posts } = this.#thread
    const known = posts.items[placeOfQuoted(posts.items, quoted)]
    const post = known ?? (quoted.floor === null ? undefined : await this.#onFloor(quoted.floor))
    if (!post) return false
    this.#navigator.shift({ postId: from.id })
    this.#navigator.go({ postId: post.id })
    return true
  }

  /** In a long thread the floor may not have been fetched yet. */
  async #onFloor(floor: number): Promise<Post | undefined> {
    const position = await this.#thread.positionOfFloor(floor)
    const post = position === null ? undefined : await this.#thread.posts.at(position)
    return post?.floor === floor ? post : undefined
  }
}
