import type { PostView } from '../../core/contract/posts.ts'
import type { Reply } from '../../core/contract/procedure.ts'
import type { Client } from '../api/client.ts'
import type { OpenThread } from './open-thread.svelte.ts'
import type { DayMark } from './ruler-days.ts'
import { dayMarks, placedIn } from './ruler-days.ts'
import type { Toasts } from './toasts.svelte.ts'

/** What stands along the thread, as places in the view. */
export interface RulerMarks {
  readonly days: readonly DayMark[]
  /** What the person starred, noted or felt something about. */
  readonly own: readonly number[]
  readonly matches: readonly number[]
}

/** What is looked for: terms as a search has them, or a text wherever it stands. */
export interface Wanted {
  readonly terms: readonly string[]
  readonly plain: boolean
}

const nothing: RulerMarks = { days: [], own: [], matches: [] }
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

  /** Asks anew; called when the thread, its view, the person's marks or what is looked for change. */
  async survey(wanted: Wanted | null): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    const { id: threadId } = this.#thread
    if (threadId === null) {
      this.marks = nothing
      return
    }
    const view = { ...this.#base(), ...this.#thread.view }
    const [days, own, matches] = await Promise.all([
      this.#days(threadId, view),
      this.#marked(threadId, view),
      this.#matching(threadId, wanted),
    ])
    const placed = await this.#places(threadId, view, [own, matches])
    if (turn !== this.#turn || !placed) return
    this.marks = { days, own: placed[0]!, matches: placed[1]! }
  }

  async #days(threadId: number, view: PostView): Promise<DayMark[]> {
    if (view.order === 'tree') return []
    const answer = this.#value(await this.#client.call('posts.days', { threadId, view, most: 400 }))
    return answer ? dayMarks(answer.days) : []
  }

  async #marked(threadId: number, view: PostView): Promise<number[]> {
    const marked = { ...view, marked: true }
    const answer = this.#value(await this.#client.call('posts.range', { threadId, view: marked, limit: mostMarked }))
    return answer?.posts.map(post => post.id) ?? []
  }

  async #matching(threadId: number, wanted: Wanted | null): Promise<number[]> {
    if (!wanted) return []
    const { terms, plain } = wanted
    const answer = this.#value(await this.#client.call('posts.matching', { threadId, terms: [...terms], plain }))
    return answer?.postIds ?? []
  }

  /** Where lists of posts stand in a view. */
  async #places(threadId: number, view: PostView, lists: readonly number[][]): Promise<number[][] | null> {
    const postIds = lists.flat()
    if (postIds.length === 0) return lists.map(() => [])
    const answer = this.#value(await this.#client.call('posts.places', { threadId, view, postIds }))
    if (!answer) return null
    return placedIn(lists, answer.places)
  }

  #value<Value>(reply: Reply<Value>): Value | null {
    if (reply.ok) return reply.value
    this.#toasts.failed(reply.error)
    return null
  }
}
