import type { Output } from '../../core/contract/index.ts'
import type { ReadingDay, Streaks } from '../../core/model/own.ts'
import type { Client } from '../api/client.ts'
import type { Toasts } from './toasts.svelte.ts'

export type ReadingPlaceRow = Output<'reading.continue'>['places'][number]

/** What was read and imported in a year, day by day, and where one can go on. */
export class ReadingLog {
  year = $state(0)
  days = $state.raw<readonly ReadingDay[]>([])
  streaks = $state.raw<Streaks>({ current: 0, longest: 0 })
  places = $state.raw<readonly ReadingPlaceRow[]>([])
  ready = $state(false)
  readonly today: string
  readonly sums = $derived.by(() => {
    const { days } = this
    const sum = (of: 'posts' | 'imported'): number => days.reduce((total, day) => total + day[of], 0)
    return {
      posts: sum('posts'),
      imported: sum('imported'),
      days: days.filter(day => day.posts > 0).length,
    }
  })
  readonly #client: Client
  readonly #toasts: Toasts

  constructor(client: Client, toasts: Toasts, today: string) {
    this.today = today
    this.year = Number(today.slice(0, 4))
    this.#client = client
    this.#toasts = toasts
  }

  async show(year: number = this.year): Promise<void> {
    this.year = year
    const [log, going] = await Promise.all([
      this.#client.call('reading.log', { from: `${year}-01-01`, to: `${year}-12-31`, today: this.today }),
      this.#client.call('reading.continue', { limit: 6 }),
    ])
    if (this.year !== year) return
    if (!log.ok) return this.#toasts.failed(log.error)
    this.days = log.value.days
    this.streaks = log.value.streaks
    if (going.ok) this.places = going.value.places
    this.ready = true
  }
}
