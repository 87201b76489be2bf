import type { Settings } from '../../core/contract/services.ts'
import type { Client } from '../api/client.ts'
import type { Navigator } from './navigator.svelte.ts'
import type { Preferences } from './preferences.svelte.ts'
import { parseRoute } from './route.ts'
import type { Tabs } from './tabs.ts'

const pause = 400

/** Keeps the tabs over a new start, and finds the names of those that were opened behind the one in front. */
export class TabKeeper {
  readonly #client: Client
  readonly #navigator: Navigator
  readonly #preferences: Preferences
  #timer: ReturnType<typeof setTimeout> | undefined
  #waiting: Settings['tabs'] | null = null
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- bookkeeping, nothing is drawn from it
  readonly #asked = new Set<number>()

  constructor(client: Client, navigator: Navigator, preferences: Preferences) {
    this.#client = client
    this.#navigator = navigator
    this.#preferences = preferences
  }

  /** Called whenever the tabs have changed. */
  follow({ open, front }: Tabs): void {
    clearTimeout(this.#timer)
    this.#waiting = {
      open: open.map(({ hash, title }) => ({ hash: hash.slice(0, 4_000), title: title.slice(0, 1_000) })),
      front: Math.max(
        0,
        open.findIndex(tab => tab.id === front),
      ),
    }
    this.#timer = setTimeout(this.#keep, pause)
    for (const tab of open) if (tab.title === '' && tab.id !== front) void this.#findName(tab.id, tab.hash)
  }

  /** A window that closes does not wait for the pause; the function it gives back stops that. */
  listen(): () => void {
    window.addEventListener('pagehide', this.#keep)
    return () => window.removeEventListener('pagehide', this.#keep)
  }

  readonly #keep = (): void => {
    clearTimeout(this.#timer)
    // What a new window begins with must not take the place of the tabs of last time.
    if (!this.#preferences.isLoaded) {
      this.#timer = setTimeout(this.#keep, pause)
      return
    }
    const tabs = this.#waiting
    this.#waiting = null
    if (tabs && JSON.stringify(tabs) !== JSON.stringify(this.#preferences.settings.tabs))
      void this.#preferences.change({ tabs })
  }

  async #findName(id: number, hash: string): Promise<void> {
    const { threadId } = parseRoute(hash)
    if (threadId === null || this.#asked.has(id)) return
    this.#asked.add(id)
    const reply = await this.#client.call('threads.open', { threadId })
    if (reply.ok) this.#navigator.name(reply.value.title, id)
  }
}
