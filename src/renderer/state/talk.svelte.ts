import type { AnswerEdge } from '../../core/contract/posts.ts'
import type { Output } from '../../core/contract/index.ts'
import type { Post } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import type { OpenThread } from './open-thread.svelte.ts'
import { answersByPost, conversationOf, depthsOf } from './reply-tree.ts'
import type { Toasts } from './toasts.svelte.ts'

type Talked = Output<'posts.answers'>
const nothing: Talked = { answers: [], tree: 'none' }

/** Who answers whom in the open thread: answers below a post, the reply tree, and what two people said to each other. */
export class Talk {
  #talked = $state.raw<{ threadId: number; posts: number } & Talked>({ threadId: 0, posts: 0, ...nothing })
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #thread: OpenThread
  readonly #isShown: () => boolean
  readonly #here = $derived.by(() => (this.#talked.threadId === this.#thread.id ? this.#talked : nothing))
  readonly #byPost = $derived.by(() => answersByPost(this.#here.answers))
  readonly #depths = $derived.by(() => depthsOf(this.#here.answers))
  readonly tree = $derived.by(() => this.#here.tree)

  constructor(client: Client, toasts: Toasts, thread: OpenThread, isShown: () => boolean) {
    this.#client = client
    this.#toasts = toasts
    this.#thread = thread
    this.#isShown = isShown
  }

  /** Asks about the open thread, unless it was asked already; called when a thread opens or gains posts. */
  async listen(): Promise<void> {
    const { id: threadId, detail } = this.#thread
    if (threadId === null || detail?.id !== threadId) return
    if (this.#talked.threadId === threadId && this.#talked.posts === detail.posts) return
    const reply = await this.#client.call('posts.answers', { threadId })
    if (!reply.ok) return this.#toasts.failed(reply.error)
    if (threadId === this.#thread.id) this.#talked = { threadId, posts: detail.posts, ...reply.value }
  }

  answersTo(postId: number): readonly AnswerEdge[] {
    return this.#byPost.get(postId) ?? []
  }

  /** The posts that answer a post, whole. */
  async answersOf(post: Post): Promise<readonly Post[]> {
    const postIds = this.answersTo(post.id).map(answer => answer.postId)
    const reply = await this.#client.call('posts.range', { threadId: post.threadId, view: { postIds }, limit: 200 })
    if (reply.ok) return reply.value.posts
    this.#toasts.failed(reply.error)
    return []
  }

  /** How far a post is set in; 0 where the order shown is not that of the tree, or the person wants none. */
  depthOf(postId: number): number {
    const { order } = this.#thread.view
    const isTree = order === 'tree' || (order === 'floor' && this.tree === 'shown' && this.#isShown())
    return isTree ? (this.#depths.get(postId) ?? 0) : 0
  }

  /** Shows only what two people said to each other. */
  async showConversation(one: Post['author'], other: Post['author']): Promise<void> {
    if (one.id === null || other.id === null) return
    const postIds = conversationOf(this.#here.answers, one.id, other.id)
    await this.#thread.changeView(
      { postIds, authorIds: [], starterOnly: false },
      { kind: 'conversation', names: [one.name ?? '', other.name ?? ''] },
    )
  }
}
