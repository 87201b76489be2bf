import type { PostView } from '../../core/contract/posts.ts'
import type { Reply } from '../../core/contract/procedure.ts'
import type { Client } from '../api/client.ts'
import type { OpenThread } from './open-thread.svelte.ts'
import type { DayMark } from './ruler-days.ts'
import { dayMarks } from './ruler-days.ts'
import type { Toasts } from './toasts.svelte.ts'

/** What stands along the thread, as places in the view. */
export interface RulerMarks {
  readonly days: readonly DayMark[]
  /** What the person starred, noted or felt something about. */
  readonly own: readonly number[]
}

const nothing: RulerMarks = { days: [], own: [] }
const mostMarked = 5_000

/** What the floor ruler shows beside the floors themselves: known for the whole view, however little of it is fetched. */
export class Ruler {
  marks = $state.raw<RulerMarks>(nothing)
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #thread: OpenThread
  readonly #base: () => PostView
  #turn = 0

  constructor(client: Client, toasts: Toasts, thread: OpenThread, base: () => PostView) {
    this.#client = client
    this.#toasts = toasts
    this.#thread = thread
    this.#base = base
  }

  /** Asks anew; called when the thread, its view or the person's marks change. */
  async survey(): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const { id: threadId } = this.#thread
    if (threadId === null) {
      this.marks = nothing
      return
    }
    const view = { ...this.#base(), ...this.#thread.view }
    const [days, own] = await Promise.all([this.#days(threadId, view), this.#marked(threadId, view)])
    if (turn !== this.#turn || !own) return
    this.marks = { days, own }
  }

  async #days(threadId: number, view: PostView): Promise<DayMark[]> {
    if (view.order === 'tree') return []
    const answer = this.#value(await this.#client.call('posts.days', { threadId, view, most: 400 }))
    return answer ? dayMarks(answer.days) : []
  }

  async #marked(threadId: number, view: PostView): Promise<number[] | null> {
    const marked = { ...view, marked: true }
    const answer = this.#value(await this.#client.call('posts.range', { threadId, view: marked, limit: mostMarked }))
    const postIds = answer?.posts.map(post => post.id) ?? []
    if (postIds.length === 0) return []
    const placed = this.#value(await this.#client.call('posts.places', { threadId, view, postIds }))
    return placed?.places.map(({ position }) => position) ?? null
  }

  #value<Value>(reply: Reply<Value>): Value | null {
    if (reply.ok) return reply.value
    this.#toasts.failed(reply.error)
    return null
  }
}
