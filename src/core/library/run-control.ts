/*
 * What people and the end of the program want of a run. The run asks at every file whether it goes on; a reading under
 * way is given up at once when the run ends, and a moment later when it is to rest.
 */

/** Most pages are read sooner: their readings are worth waiting for, and the answer to "pause" still comes within a second. */
const patienceMs = 400

export class RunControl {
  private wish: 'on' | 'pause' | 'cancelled' | 'interrupted' = 'on'
  private stretching = new AbortController()
  private reading = new AbortController()
  private patience: NodeJS.Timeout | undefined
  private awake = Promise.withResolvers<null>()
  private resting = Promise.withResolvers<null>()

  get goesOn(): boolean {
    return this.wish === 'on'
  }

  get isPaused(): boolean {
    return this.wish === 'pause'
  }

  /** How the run is to end before it is done; null while it may go on. */
  get ending(): 'cancelled' | 'interrupted' | null {
    return this.wish === 'cancelled' || this.wish === 'interrupted' ? this.wish : null
  }

  /** Aborts as soon as the run shall not go on: nothing more is begun. */
  get stretch(): AbortSignal {
    return this.stretching.signal
  }

  /** Aborts when a reading under way is to be given up. */
  get patient(): AbortSignal {
    return this.reading.signal
  }

  /** Lets the run rest; settles when it does, is wanted again, or has stopped: its last files may be done by then. */
  pause(): Promise<unknown> {
    if (this.wish !== 'on') return this.resting.promise
    this.wish = 'pause'
    this.awake = Promise.withResolvers<null>()
    this.resting = Promise.withResolvers<null>()
    this.stretching.abort()
    this.patience = setTimeout(() => this.reading.abort(), patienceMs)
    return this.resting.promise
  }

  resume(): void {
    if (this.wish !== 'pause') return
    clearTimeout(this.patience)
    this.wish = 'on'
    this.stretching = new AbortController()
    this.reading = new AbortController()
    this.resting.resolve(null)
    this.awake.resolve(null)
  }

  /** Ends the run for good, or until it is continued after the program's next start. */
  end(how: 'cancelled' | 'interrupted'): void {
    clearTimeout(this.patience)
    this.wish = how
    this.stretching.abort()
    this.reading.abort()
    this.resting.resolve(null)
    this.awake.resolve(null)
  }

  /** The run has stopped: nobody waits for it to rest any more. */
  stopped(): void {
    clearTimeout(this.patience)
    this.resting.resolve(null)
  }

  /** The run rests now; settles when it is wanted again, or is to end. */
  async rest(): Promise<void> {
    this.resting.resolve(null)
    await this.awake.promise
  }
}
