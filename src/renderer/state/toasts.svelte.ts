import type { ReplyError } from '../../core/contract/procedure.ts'

export interface Toast {
  readonly id: number
  readonly kind: 'done' | 'failed'
  readonly text: string
  /** Takes back what was done; shown as a button. */
  readonly undo?: (() => void) | undefined
}

/** Short words about what just happened; failures stay until they are put away. */
export class Toasts {
  shown = $state.raw<readonly Toast[]>([])
  #next = 1
  readonly #words: (error: ReplyError) => string

  constructor(words: (error: ReplyError) => string) {
    this.#words = words
  }

  /** Says what was done; where it can be taken back, it stays long enough to find that out. */
  done(text: string, undo?: () => void): void {
    const toast = this.#add('done', text, undo)
    setTimeout(() => this.dismiss(toast), undo ? 12_000 : 4_000)
  }

  failed(error: ReplyError): void {
    this.#add('failed', this.#words(error))
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter(toast => toast.id !== id)
  }

  #add(kind: Toast['kind'], text: string, undo?: () => void): number {
    const known = this.shown.find(toast => toast.text === text)
    if (known && !undo) return known.id
    const id = this.#next
    this.#next += 1
    this.shown = [...this.shown.filter(toast => toast !== known).slice(-2), { id, kind, text, undo }]
    return id
  }
}
