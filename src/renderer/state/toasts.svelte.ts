import type { ReplyError } from '../../core/contract/procedure.ts'

export interface Toast {
  readonly id: number
  readonly kind: 'done' | 'failed'
  readonly text: string
}

/** Short words about what just happened; failures stay until they are put away. */
export class Toasts {
  shown = $state.raw<readonly Toast[]>([])
  #next = 1
  readonly #words: (error: ReplyError) => string

  constructor(words: (error: ReplyError) => string) {
    this.#words = words
  }

  done(text: string): void {
    const toast = this.#add('done', text)
    setTimeout(() => this.dismiss(toast), 4_000)
  }

  failed(error: ReplyError): void {
    this.#add('failed', this.#words(error))
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter(toast => toast.id !== id)
  }

  #add(kind: Toast['kind'], text: string): number {
    const known = this.shown.find(toast => toast.text === text)
    if (known) return known.id
    const id = this.#next
    this.#next += 1
    this.shown = [...this.shown.slice(-2), { id, kind, text }]
    return id
  }
}
