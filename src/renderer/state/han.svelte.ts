import type { Settings } from '../../core/contract/services.ts'
import { languageOf } from '../../core/text/language.ts'
import { directions } from './han-directions.ts'

type Han = Settings['han']
type Direction = Exclude<Han, 'as-written'>
export type Convert = (text: string) => string

/** Shows Chinese in the characters a person prefers. What is kept, searched, exported and printed stays as it was written. */
export class HanSwitch {
  readonly #wanted: () => Han
  #ready = $state.raw<Partial<Record<Direction, Convert>>>({})
  /** Null while everything is shown as it was written, or the tables are not there yet. */
  readonly convert = $derived.by(() => {
    const wanted = this.#wanted()
    return wanted === 'as-written' ? null : (this.#ready[wanted] ?? null)
  })

  constructor(wanted: () => Han) {
    this.#wanted = wanted
  }

  /** Fetches the tables of the wanted direction; called when that changes. */
  async load(): Promise<void> {
    const wanted = this.#wanted()
    if (wanted === 'as-written' || this.#ready[wanted]) return
    const convert = await directions[wanted]()
    this.#ready = { ...this.#ready, [wanted]: convert }
  }

  /** A text in a language as it is shown; other languages have their own characters. */
  readonly shown = (text: string, lang: string = languageOf(text)): string =>
    this.convert && lang.startsWith('zh') && lang !== this.#wanted() ? this.convert(text) : text

  /** How a text is to be converted, or null where it is shown as it is. */
  converterFor(lang: string): Convert | null {
    return lang.startsWith('zh') && lang !== this.#wanted() ? this.convert : null
  }

  /** The language of a text as it is shown, which chooses the shapes of its characters. */
  langOf(lang: string): string {
    const wanted = this.#wanted()
    return wanted !== 'as-written' && this.convert && lang.startsWith('zh') ? wanted : lang
  }
}
