import type { SwitcherKind } from '../../core/model/library.ts'
import type { Client } from '../api/client.ts'
import type { Route } from './route.ts'

/** Tells the library where the person goes, so that the switcher offers it first. Threads are known from their reading. */
export class Visits {
  readonly #client: Client
  #last = ''

  constructor(client: Client) {
    this.#client = client
  }

  follow({ memberId, place }: Route): void {
    if (memberId !== null) this.#noteOnce('poster', memberId)
    else if (place.kind === 'board' || place.kind === 'forum' || place.kind === 'tag')
      this.#noteOnce(place.kind, place.id)
    else this.#last = ''
  }

  note(kind: SwitcherKind, id: number): void {
    // Nobody misses a visit that a library open for reading only cannot note.
    void this.#client.call('visits.note', { kind, id })
  }

  /** Staying somewhere, while threads come and go beside it, is one visit. */
  #noteOnce(kind: SwitcherKind, id: number): void {
    const visit = `${kind} ${id}`
    if (visit !== this.#last) this.note(kind, id)
    this.#last = visit
  }
}
