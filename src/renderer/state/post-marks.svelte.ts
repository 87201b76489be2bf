import type { Post } from '../../core/model/library.ts'
import type { Feeling } from '../../core/model/own.ts'
import type { Reply } from '../../core/contract/procedure.ts'
import type { Client } from '../api/client.ts'
import type { OpenThread } from './open-thread.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'

export type PostMarked =
  | { readonly kind: 'star'; readonly on: boolean }
  | { readonly kind: 'note'; readonly on: boolean }
  | { readonly kind: 'feeling'; readonly feeling: Feeling | null }

/** What is said of what was done to a post; the features give the words. */
export interface PostMarkWords {
  readonly postMarked: (what: PostMarked) => string
}

type Done = Reply<{ actionId: number | null }>

/** Stars, feelings and notes on the posts of the open thread, and the note on the thread itself. */
export class PostMarks {
  /** Whose note is being written: a post's id, or 0 for the thread's. */
  writing = $state<number | null>(null)
  /** Begun notes by post; what was typed outlives the editor, scrolling and other threads until it is saved. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- read when an editor opens, never drawn
  readonly #drafts = new Map<string, string>()
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #thread: OpenThread
  readonly #words: PostMarkWords
  readonly #undo: (actionId: number) => Promise<void>

  constructor(
    client: Client,
    toasts: Toasts,
    thread: OpenThread,
    words: PostMarkWords,
    undo: (actionId: number) => Promise<void>,
  ) {
    this.#client = client
    this.#toasts = toasts
    this.#thread = thread
    this.#words = words
    this.#undo = undo
  }

  async star(post: Post | null, on = post?.own.starred === false): Promise<void> {
    if (!post) return
    this.#thread.patch(post.id, { starred: on })
    this.#say(await this.#client.call('posts.mark', { postId: post.id, star: on }), { kind: 'star', on })
  }

  async feel(post: Post, feeling: Feeling | null): Promise<void> {
    this.#thread.patch(post.id, { feeling })
    this.#say(await this.#client.call('posts.mark', { postId: post.id, feeling }), { kind: 'feeling', feeling })
  }

  /** Opens the editor of the note on a post, or on the thread; what was begun before is there again. */
  write(post: Post | null | 'thread'): void {
    if (post !== null) this.writing = post === 'thread' ? 0 : post.id
  }

  draftOf(postId: number, note: string | null): string {
    return this.#drafts.get(this.#keyOf(postId)) ?? note ?? ''
  }

  keepDraft(postId: number, text: string): void {
    this.#drafts.set(this.#keyOf(postId), text)
  }

  /** Closes the editor and forgets what was begun. */
  cancel(postId: number): void {
    this.#drafts.delete(this.#keyOf(postId))
    if (this.writing === postId) this.writing = null
  }

  /** Keeps a note; false when it could not be kept, and then it is still in the editor. */
  async save(postId: number, text: string): Promise<boolean> {
    const threadId = this.#thread.id
    if (threadId === null) return false
    const note = text.trim() === '' ? null : text.trimEnd()
    const reply = await this.#client.call('notes.set', { threadId, postId: postId === 0 ? null : postId, text: note })
    if (reply.ok) {
      this.cancel(postId)
      if (postId === 0) this.#thread.patchNote(note)
      else this.#thread.patch(postId, { note })
    }
    this.#say(reply, { kind: 'note', on: note !== null })
    return reply.ok
  }

  #keyOf(postId: number): string {
    return `${this.#thread.id ?? 0} ${postId}`
  }

  #say(reply: Done, what: PostMarked): void {
    if (!reply.ok) {
      this.#toasts.failed(reply.error)
      void this.#thread.refresh()
      return
    }
    const { actionId } = reply.value
    if (actionId !== null) this.#toasts.done(this.#words.postMarked(what), () => void this.#undo(actionId))
  }
}
