/**
 * Says which key presses belong to an input method: those while it composes and those in the tick after it ended,
 * since some systems send the Enter that took a candidate once more.
 */
export class Composition {
  #composing = false
  #endedAt = Number.NEGATIVE_INFINITY
  readonly #now: () => number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  start(): void {
    this.#composing = true
  }

  end(): void {
    this.#composing = false
    this.#endedAt = this.#now()
  }

  owns(press: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
    return this.#composing || press.isComposing || press.keyCode === 229 || this.#now() - this.#endedAt < 30
  }
}
