import { tick } from 'svelte'
import type { App } from './app.svelte.ts'
import { Completions } from './completions.svelte.ts'

const typingPause = 140
/** A field whose value is still to come is no question yet. */
const underway = /(?:^|\s)-?[a-z]{2,10}[:：]["“]?$/iu

/** The query while it is typed: asked when one rests, completed on the way. */
export class QueryDraft {
  /** What is being typed; back and forward change the query under it. */
  text = $derived.by(() => this.#app.navigator.route.query ?? '')
  readonly completions: Completions
  readonly #app: Pick<App, 'client' | 'finding' | 'navigator'>
  readonly #field: () => HTMLInputElement | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(app: Pick<App, 'client' | 'finding' | 'navigator'>, field: () => HTMLInputElement | undefined) {
    this.#app = app
    this.#field = field
    this.completions = new Completions(app.client)
  }

  /** Called whenever the text has changed by typing. */
  typed(): void {
    this.#stop()
    if (!underway.test(this.text)) this.#timer = setTimeout(() => this.#ask(), typingPause)
    this.complete(false)
  }

  /** Whoever goes on to the form or the results means what stands here, typed this moment or not. */
  leave(): void {
    this.completions.close()
    if (this.#timer !== undefined) this.#ask()
  }

  /** Offers what may stand at the cursor; `isWanted` where the person asks for it. */
  complete(isWanted: boolean): void {
    void this.completions.ask(this.text, this.#field()?.selectionStart ?? this.text.length, isWanted)
  }

  /** An input method begins: its letters are neither asked nor completed. */
  rest(): void {
    this.#stop()
    this.completions.close()
  }

  clear(): void {
    this.rest()
    this.text = ''
    this.#app.finding.end()
  }

  openBest(): void {
    this.rest()
    void this.#app.finding.openBest(this.text)
  }

  async choose(index: number): Promise<void> {
    const written = this.completions.accept(this.text, index)
    if (!written) return
    this.text = written.text
    await tick()
    this.#field()?.setSelectionRange(written.cursor, written.cursor)
    this.typed()
  }

  #ask(): void {
    this.#stop()
    this.#app.finding.ask(this.text)
  }

  #stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }
}
