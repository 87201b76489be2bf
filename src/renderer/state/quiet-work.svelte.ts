/* What goes on in the background, for the quiet line at the foot of the side bar. */
import type { Place } from './place.ts'

export interface Work {
  /** What tells it from other work, such as `import`. */
  readonly key: string
  readonly text: string
  /** From 0 to 1; null where nobody knows how far it is. */
  readonly share: number | null
  /** Where one sees more of it. */
  readonly place: Place | null
  /** Shows more of it where that is no place. */
  readonly open?: () => void
}

/** Whoever works long says so here, and says when it is over. The latest is shown. */
export class QuietWork {
  all = $state.raw<readonly Work[]>([])
  readonly latest = $derived(this.all.at(-1) ?? null)

  say(work: Work): void {
    const known = this.all.some(({ key }) => key === work.key)
    this.all = known ? this.all.map(one => (one.key === work.key ? work : one)) : [...this.all, work]
  }

  end(key: string): void {
    if (this.all.some(work => work.key === key)) this.all = this.all.filter(work => work.key !== key)
  }
}
