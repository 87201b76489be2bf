import type { Settings } from '../../core/contract/services.ts'
import type { Client } from '../api/client.ts'
import { locale, localeOf } from './locale.svelte.ts'
import type { Output } from '../../core/contract/index.ts'

type Abilities = Output<'host.abilities'>

/** What the person chose, kept in the library, and what the host can do. */
export class Preferences {
  settings = $state.raw<Settings>({
    locale: 'system',
    theme: 'system',
    textSize: 17,
    paneWidths: { places: 208, threads: 340 },
  })
  abilities = $state.raw<Abilities | null>(null)
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  async start(): Promise<void> {
    const [abilities, settings] = await Promise.all([
      this.#client.call('host.abilities', {}),
      this.#client.call('settings.get', {}),
    ])
    if (abilities.ok) {
      this.abilities = abilities.value
      // A browser knows its person's language; the machine that serves it may be set to another.
      if (abilities.value.shell === 'desktop') locale.system = localeOf(abilities.value.systemLocale)
    }
    if (settings.ok) this.#take(settings.value)
  }

  /** Shows the change at once and keeps it. */
  async change(change: Partial<Settings>): Promise<void> {
    this.#take({ ...this.settings, ...change })
    const reply = await this.#client.call('settings.set', change)
    if (reply.ok) this.#take(reply.value)
  }

  #take(settings: Settings): void {
    this.settings = settings
    locale.chosen = settings.locale
  }
}
