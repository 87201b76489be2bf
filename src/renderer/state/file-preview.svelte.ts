import type { FilePreview } from '../../core/model/imports.ts'
import type { Reply } from '../../core/contract/procedure.ts'
import type { Client } from '../api/client.ts'
import type { DroppedFile } from '../api/dropped-files.ts'
import type { Imports } from './imports.svelte.ts'
import type { Toasts } from './toasts.svelte.ts'

/** One file that is looked at before it is imported. */
export class Preview {
  file = $state.raw<FilePreview | null>(null)
  reading = $state(false)
  readonly isOpen = $derived(this.reading || this.file !== null)
  readonly #client: Client
  readonly #toasts: Toasts
  readonly #imports: Imports
  #keep: () => Promise<void> = () => Promise.resolve()
  /** A look that was closed while its file was read shows nothing any more. */
  #looks = 0

  constructor(client: Client, toasts: Toasts, imports: Imports) {
    this.#client = client
    this.#toasts = toasts
    this.#imports = imports
  }

  /** Asks for a file in the system's dialog and shows what it would bring. */
  async choose(): Promise<void> {
    const chosen = await this.#client.call('imports.choose', { kind: 'files' })
    if (!chosen.ok) return this.#toasts.failed(chosen.error)
    const [path] = chosen.value.paths
    if (path === undefined) return
    await this.#look(
      () => this.#client.call('imports.preview', { path }),
      () => this.#imports.paths([path]),
    )
  }

  /** Shows what a file that the person picked would bring. */
  async look(file: DroppedFile): Promise<void> {
    await this.#look(
      () => this.#client.previewFile(file),
      () => this.#imports.files([file]),
    )
  }

  /** Imports the file that was looked at. */
  keep(): void {
    this.close()
    void this.#keep()
  }

  close(): void {
    this.#looks += 1
    this.file = null
    this.reading = false
  }

  async #look(ask: () => Promise<Reply<FilePreview>>, keep: () => Promise<void>): Promise<void> {
    this.close()
    this.reading = true
    const mine = this.#looks
    const reply = await ask()
    if (mine !== this.#looks) return
    this.reading = false
    if (!reply.ok) return this.#toasts.failed(reply.error)
    this.#keep = keep
    this.file = reply.value
  }
}
