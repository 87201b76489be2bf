import type { Post } from '../../core/model/library.ts'
import type { OpenThread } from './open-thread.svelte.ts'
import { keptPicturesOf } from './pictures.ts'

/** Narrower than this, a picture is a smiley or a line, and nobody wants to look at it closer. */
export const smallest = 64

/** The kept pictures of a thread one after the other, each once. */
export class PictureViewer {
  /** The address of the picture shown, or null while the viewer is closed. */
  shown = $state<string | null>(null)
  fits = $state(true)
  /** Quarter turns to the right. */
  turns = $state(0)
  pictures = $state.raw<readonly string[]>([])
  readonly at = $derived(this.shown === null ? -1 : this.pictures.indexOf(this.shown))
  readonly #thread: OpenThread

  constructor(thread: OpenThread) {
    this.#thread = thread
  }

  /** Shows a picture among others: those given, else those of the thread. */
  open(picture: string, among?: readonly string[]): void {
    const found = among ?? keptPicturesOf(this.#thread.posts.items)
    this.pictures = found.includes(picture) ? found : [...found, picture]
    this.fits = true
    this.turns = 0
    this.shown = picture
  }

  /** Opens the first picture of a post that is more than a smiley. */
  async openIn(post: Post | null): Promise<void> {
    for (const picture of keptPicturesOf([post ?? undefined])) if (await isLarge(picture)) return this.open(picture)
  }

  turn(): void {
    this.turns = (this.turns + 1) % 4
  }

  close(): void {
    this.shown = null
  }

  /** The next or former picture that is more than a smiley; at the end one stays where one is. */
  async step(step: 1 | -1): Promise<void> {
    const from = this.shown
    for (let at = this.at + step; at >= 0 && at < this.pictures.length; at += step) {
      const picture = this.pictures[at]!
      const large = await isLarge(picture)
      if (this.shown !== from) return
      if (!large) continue
      this.turns = 0
      this.shown = picture
      return
    }
  }
}

async function isLarge(address: string): Promise<boolean> {
  const picture = new Image()
  picture.src = address
  const drawn = await picture.decode().then(
    () => true,
    () => false,
  )
  return drawn && picture.naturalWidth >= smallest
}
