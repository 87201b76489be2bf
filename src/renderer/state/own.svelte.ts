import type { Input } from '../../core/contract/index.ts'
import type { Reply, ReplyError } from '../../core/contract/procedure.ts'
import type { ActionKind, Tag } from '../../core/model/own.ts'
import type { Client } from '../api/client.ts'
import type { Toasts } from './toasts.svelte.ts'

type Marks = Omit<Input<'threads.mark'>, 'threadIds'>

/** What is said of what was done to threads; the features give the words. */
export interface OwnWords {
  readonly marked: (marks: Marks, count: number) => string
  readonly binned: (count: number) => string
  readonly joined: (count: number) => string
  readonly split: (pages: number) => string
  readonly tagRenamed: (name: string) => string
  readonly tagRemoved: (name: string) => string
  readonly ignored: (name: string, ignored: boolean) => string
  readonly undone: (kind: ActionKind, things: number) => string
  readonly nothingToUndo: () => string
}

/** What the person does to threads, one or many at a time: all of it said, and all of it taken back on request. */
export class Own {
  tags = $state.raw<readonly Tag[]>([])
  /** The threads whose tags are being chosen. */
  tagging = $state.raw<readonly number[] | null>(null)
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #words: OwnWords
  readonly #startedAt = Date.now()

  constructor(client: Client, toasts: Toasts, words: OwnWords) {
    this.#client = client
    this.#toasts = toasts
    this.#words = words
  }

  nameOfTag(id: number): string {
    return this.tags.find(tag => tag.id === id)?.name ?? ''
  }

  async refreshTags(): Promise<void> {
    const reply = await this.#client.call('tags.list', {})
    if (reply.ok) this.tags = reply.value.tags
    else this.#toasts.failed(reply.error)
  }

  /** Stars, tags, feelings and what counts as unread. */
  async mark(threadIds: readonly number[], marks: Marks): Promise<void> {
    if (threadIds.length === 0) return
    const reply = await this.#client.call('threads.mark', { threadIds: [...threadIds], ...marks })
    this.#say(reply, () => this.#words.marked(marks, threadIds.length))
    if (marks.addTags || marks.removeTags) await this.refreshTags()
  }

  async renameTag(tagId: number, name: string): Promise<void> {
    this.#say(await this.#client.call('tags.rename', { tagId, name }), () => this.#words.tagRenamed(name))
    await this.refreshTags()
  }

  async removeTag(tagId: number): Promise<void> {
    const name = this.nameOfTag(tagId)
    this.#say(await this.#client.call('tags.remove', { tagId }), () => this.#words.tagRemoved(name))
    await this.refreshTags()
  }

  async bin(threadIds: readonly number[]): Promise<boolean> {
    if (threadIds.length === 0) return false
    const reply = await this.#client.call('bin.put', { threadIds: [...threadIds] })
    this.#say(reply, () => this.#words.binned(threadIds.length))
    return reply.ok
  }

  /** Makes threads one, which is named after the first. */
  async join([into, ...threadIds]: readonly number[]): Promise<boolean> {
    if (into === undefined || threadIds.length === 0) return false
    const reply = await this.#client.call('threads.join', { into, threadIds })
    this.#say(reply, () => this.#words.joined(threadIds.length + 1))
    return reply.ok
  }

  /** Puts pages of a thread into one of their own, whose id it answers; null where that was refused. */
  async split(threadId: number, pageIds: readonly number[]): Promise<number | null> {
    const reply = await this.#client.call('threads.split', { threadId, pageIds: [...pageIds] })
    this.#say(reply, () => this.#words.split(pageIds.length))
    return reply.ok ? reply.value.threadId : null
  }

  /** Hides what a person writes, here and everywhere, or shows it again. */
  async ignore(posterId: number, name: string, ignored = true): Promise<void> {
    const reply = await this.#client.call('members.ignore', { posterIds: [posterId], ignored })
    this.#say(reply, () => this.#words.ignored(name, ignored))
  }

  /** Takes back the latest action of this session: what was done days ago is not undone by a slip of the hand. */
  async undoLatest(): Promise<void> {
    const reply = await this.#client.call('actions.list', { limit: 50 })
    if (!reply.ok) return this.#fail(reply.error)
    const latest = reply.value.actions.find(action => action.undoneAt === null)
    if (latest && Date.parse(latest.doneAt) >= this.#startedAt) await this.undo(latest.id)
    else this.#toasts.done(this.#words.nothingToUndo())
  }

  async undo(actionId: number): Promise<void> {
    const reply = await this.#client.call('actions.undo', { actionId })
    if (!reply.ok) return this.#fail(reply.error)
    const { kind, things } = reply.value
    this.#toasts.done(kind === null ? this.#words.nothingToUndo() : this.#words.undone(kind, things))
    await this.refreshTags()
  }

  #say(reply: Reply<{ actionId: number | null }>, words: () => string): void {
    if (!reply.ok) return this.#fail(reply.error)
    const { actionId } = reply.value
    if (actionId === null) return
    this.#toasts.done(words(), () => void this.undo(actionId))
  }

  #fail(error: ReplyError): void {
    this.#toasts.failed(error)
  }
}
