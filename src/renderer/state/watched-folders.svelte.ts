import type { Reply } from '../../core/contract/procedure.ts'
import type { WatchedFolder } from '../../core/model/imports.ts'
import type { Client } from '../api/client.ts'
import type { Toasts } from './toasts.svelte.ts'

/** Folders whose new files are imported by themselves. */
export class WatchedFolders {
  all = $state.raw<readonly WatchedFolder[]>([])
  readonly #client: Client
  readonly #toasts: Toasts

  constructor(client: Client, toasts: Toasts) {
    this.#client = client
    this.#toasts = toasts
  }

  listen(): () => void {
    void this.list()
    return this.#client.on('watch.changed', () => void this.list())
  }

  async list(): Promise<void> {
    const reply = await this.#client.call('watch.list', {})
    if (reply.ok) this.all = reply.value.folders
    else this.#toasts.failed(reply.error)
  }

  /** Asks for a folder in the system's dialog and watches it. */
  async choose(): Promise<void> {
    const chosen = await this.#client.call('imports.choose', { kind: 'folder' })
    if (!chosen.ok) return this.#toasts.failed(chosen.error)
    for (const path of chosen.value.paths) await this.add(path)
  }

  /** Watches a folder; whether it can be. */
  async add(path: string): Promise<boolean> {
    return this.#done(await this.#client.call('watch.add', { path }))
  }

  async remove(path: string): Promise<void> {
    await this.#done(await this.#client.call('watch.remove', { path }))
  }

  async turn(path: string, isOn: boolean): Promise<void> {
    await this.#done(await this.#client.call('watch.set', { path, isOn }))
  }

  async #done(reply: Reply<unknown>): Promise<boolean> {
    if (!reply.ok) this.#toasts.failed(reply.error)
    await this.list()
    return reply.ok
  }
}
