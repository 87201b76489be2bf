import type { ThreadGap, ThreadGaps } from '../../core/model/gaps.ts'
import type { Post } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import type { Navigator } from './navigator.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'

/** What the open thread lacks, post by post, and the post whose history is looked at. */
export class OpenGaps {
  data = $state.raw<ThreadGaps | null>(null)
  versionsOf = $state.raw<Post | null>(null)
  readonly #after = $derived(Map.groupBy(this.data?.gaps ?? [], gap => gap.afterPostId))
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #navigator: Navigator

  constructor(client: Client, toasts: Toasts, navigator: Navigator) {
    this.#client = client
    this.#toasts = toasts
    this.#navigator = navigator
  }

  /** Asks for what a thread lacks; the former answer stays until the new one is there, unless it is of another thread. */
  async show(threadId: number): Promise<void> {
    if (this.data?.threadId !== threadId) this.data = null
    const reply = await this.#client.call('threads.gaps', { threadId })
    if (reply.ok) this.data = reply.value
    else this.#toasts.failed(reply.error)
  }

  /** What is missing right after a post; before the first one for null. */
  after(postId: number | null): readonly ThreadGap[] {
    return this.#after.get(postId) ?? []
  }

  /** Before which places of the thread something is missing that could be saved, as far as its posts are fetched. */
  holes(posts: readonly (Post | undefined)[]): number[] {
    if (this.#after.size === 0) return []
    const isHole = (postId: number | null): boolean => this.after(postId).some(gap => gap.kind === 'unsaved')
    const after = posts.flatMap((post, index) => (post && isHole(post.id) ? [index + 1] : []))
    return isHole(null) ? [0, ...after] : after
  }

  /** Shows a post on the page as it was saved. */
  async openSavedPage(post: Pick<Post, 'id'> | null): Promise<void> {
    if (!post) return
    const reply = await this.#client.call('pages.saved', { postId: post.id })
    if (reply.ok) this.goToPage(reply.value.pageId, post.id)
    else this.#toasts.failed(reply.error)
  }

  goToPage(pageId: number, postId: number | null): void {
    const away = { query: null, threadId: null, memberId: null, runId: null }
    this.#navigator.go({ ...away, place: { kind: 'page', id: pageId }, postId })
  }
}
