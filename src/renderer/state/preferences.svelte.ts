import type { Settings } from '../../core/contract/services.ts'
import type { Client } from '../api/client.ts'
import type { Command } from './keys.ts'
import { KeyMap, keySign } from './keys.ts'
import { locale, localeOf } from './locale.svelte.ts'
import type { Output } from '../../core/contract/index.ts'

export type Pane = Settings['hiddenPanes'][number]
const mostRecent = 20
const usualTextSize = 17
type Abilities = Output<'host.abilities'>

/** What the person chose, kept in the library, and what the host can do. */
export class Preferences {
  settings = $state.raw<Settings>({
    locale: 'system',
    theme: 'system',
    textSize: usualTextSize,
    lineHeight: 1.78,
    textWidth: 38,
    chineseFont: 'system',
    latinFont: 'system',
    density: 'roomy',
    han: 'as-written',
    showSignatures: true,
    hideIgnored: true,
    replyTree: true,
    speechRate: 1,
    paneWidths: { places: 208, threads: 340 },
    hiddenPanes: [],
    foldedForums: [],
    recentSearches: [],
    tabs: { open: [], front: 0 },
    keys: {},
  })
  readonly keys = $derived(new KeyMap(this.settings.keys))
  abilities = $state.raw<Abilities | null>(null)
  /** What was kept is known; until then the settings are the usual ones. */
  isLoaded = false
  readonly #client: Client
  #changes = 0

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
    this.isLoaded = settings.ok
  }

  /** Shows the change at once and keeps it. */
  async change(change: Partial<Settings>): Promise<void> {
    this.#take({ ...this.settings, ...change })
    this.#changes += 1
    const changes = this.#changes
    const reply = await this.#client.call('settings.set', change)
    // An answer that a newer change has overtaken says what was, as while a slider is drawn.
    if (!reply.ok || changes !== this.#changes) return
    // Two questions may be answered in another order than they were asked: each speaks only for what it was about.
    const kept = Object.entries(reply.value).filter(([name]) => Object.hasOwn(change, name))
    this.#take({ ...this.settings, ...Object.fromEntries(kept) })
  }

  /** Shows a change that goes on, such as a divider being drawn, without keeping every step of it. */
  preview(change: Partial<Settings>): void {
    this.#take({ ...this.settings, ...change })
  }

  /** Text alone, apart from the rest of the screens: 0 is the usual size. */
  async zoomText(step: 1 | -1 | 0): Promise<void> {
    const textSize = step === 0 ? usualTextSize : Math.min(28, Math.max(12, this.settings.textSize + step))
    await this.change({ textSize })
  }

  /** The key that a button shows for its command. */
  keyOf(command: Command): string | undefined {
    const key = this.keys.of(command)[0]
    return key && keySign(key, this.abilities?.platform)
  }

  hides(pane: Pane): boolean {
    return this.settings.hiddenPanes.includes(pane)
  }

  async showPane(pane: Pane, shown: boolean): Promise<void> {
    if (shown !== this.hides(pane)) return
    const others = this.settings.hiddenPanes.filter(one => one !== pane)
    await this.change({ hiddenPanes: shown ? others : [...others, pane] })
  }

  /** A search that led somewhere is offered again. */
  async remember(query: string): Promise<void> {
    const asked = query.trim()
    if (asked === '' || asked.length > 1_000 || asked === this.settings.recentSearches[0]) return
    const others = this.settings.recentSearches.filter(one => one !== asked)
    await this.change({ recentSearches: [asked, ...others].slice(0, mostRecent) })
  }

  async forgetSearch(query: string): Promise<void> {
    await this.change({ recentSearches: this.settings.recentSearches.filter(one => one !== query) })
  }

  #take(settings: Settings): void {
    this.settings = settings
    locale.chosen = settings.locale
  }
}
