import { tick } from 'svelte'
import type { VirtualizerHandle } from 'virtua/svelte'
import { isInside, windowAround } from '../../state/feed-window.ts'
import type { Arrival, OpenThread } from '../../state/open-thread.svelte.ts'
import type { ReadingTrail } from '../../state/reading-trail.svelte.ts'
import { SteadyPlace } from './steady-place.ts'

/** A post is being read when its beginning has come this near to the top. */
const readingLine = 96
const fromTop = 8
/** A post counts as read when this much of it has been on the screen. */
const leastSeen = 160
/** Posts fetched beyond what is on the screen, at either end. */
const ahead = 8

/** What the feed of posts does when one scrolls it or is taken somewhere in it. */
export class Feed {
  scroller = $state<HTMLElement>()
  virtualizer = $state<VirtualizerHandle>()
  headHeight = $state(0)
  headIsPast = $state(false)
  /** The posts that are laid out. */
  stretch = $state.raw({ from: 0, until: 0 })
  readonly steady = $derived.by(() => (this.scroller ? new SteadyPlace(this.scroller) : null))
  readonly shown = $derived.by(() => {
    const { items } = this.#thread.posts
    const { from, until } = this.stretch
    return until - from === items.length ? items : items.slice(from, until)
  })
  readonly #thread: OpenThread
  readonly #trail: ReadingTrail
  /** After going somewhere that place counts as read, even where the screen's end keeps it from the top. */
  #holds = false
  #isMoving = false
  /** Where the feed stood when it had come to rest there. */
  #heldAt: number | null = null

  constructor(thread: OpenThread, trail: ReadingTrail) {
    this.#thread = thread
    this.#trail = trail
    this.stretch = windowAround(thread.posts.total, thread.position)
  }

  /** Where the post of the layout with this number stands in the view. */
  placeOf(index: number): number {
    return this.stretch.from + index
  }

  scrolled(): void {
    const { virtualizer, stretch } = this
    const { posts } = this.#thread
    if (!virtualizer) return
    const top = virtualizer.getScrollOffset()
    this.headIsPast = top > this.headHeight - 40
    const first = stretch.from + virtualizer.findItemIndex(top)
    const last = stretch.from + virtualizer.findItemIndex(top + virtualizer.getViewportSize())
    void posts.ensure(first - ahead, last + ahead)
    if (this.#heldAt !== null && Math.abs(top - this.#heldAt) > fromTop) this.letGo()
    if (!this.#holds && !this.#isMoving)
      this.#thread.reading(stretch.from + virtualizer.findItemIndex(top + readingLine))
    this.steady?.note()
    const whole = virtualizer.findItemIndex(top + virtualizer.getViewportSize() - leastSeen)
    this.#trail.see(this.#thread.position, stretch.from + whole)
    if (!this.#holds && !this.#isMoving && !isInside(stretch, first, last, posts.total)) void this.#layOutAround(first)
  }

  /** The view has other posts now, or more of them. */
  fit(): void {
    const { total } = this.#thread.posts
    const wanted = windowAround(total, this.#thread.position)
    const { from, until } = this.stretch
    if (until > total || until - from !== wanted.until - wanted.from) this.stretch = wanted
  }

  /** The person scrolls by themselves. */
  letGo(): void {
    this.#holds = false
    this.#heldAt = null
    this.steady?.letGo()
  }

  async arrive(arrival: Arrival): Promise<void> {
    this.#holds = true
    this.#heldAt = null
    this.steady?.letGo()
    const { position } = arrival
    const { total } = this.#thread.posts
    const below = arrival.keep ? (this.steady?.heldTop ?? fromTop) : fromTop
    if (!isInside(this.stretch, position, position, total)) this.stretch = windowAround(total, position)
    await tick()
    const smooth = arrival.smooth && !matchMedia('(prefers-reduced-motion: reduce)').matches
    const settled = this.#bring(arrival, smooth, below)
    this.scrolled()
    // Whoever is typing what to find goes on typing, even where a filter's answer comes late.
    if (arrival.stay || arrival.keep || document.activeElement?.closest('.find')) return
    if (arrival.focus) await this.#focus(arrival)
    else this.scroller?.focus({ preventScroll: true })
    await settled
    if (this.#isAt(arrival)) this.#heldAt = this.virtualizer?.getScrollOffset() ?? null
  }

  async #bring(arrival: Arrival, smooth: boolean, below: number): Promise<void> {
    const { position } = arrival
    const goesOn = (): boolean => this.#isAt(arrival)
    if (position === 0 && !arrival.keep)
      return this.scroller?.scrollTo({ top: 0, behavior: smooth ? 'smooth' : 'instant' })
    if (smooth) {
      this.virtualizer?.scrollToIndex(position - this.stretch.from, { align: 'start', smooth, offset: -below })
      await this.#untilStill(goesOn)
    }
    // Gliding there, posts were measured and pictures came: the way may have ended a little beside the place.
    await this.#settle(position, below, goesOn)
    const match = goesOn() ? this.#articleAt(position)?.querySelector('mark.now') : null
    if (match && this.scroller && !isWithin(match, this.scroller)) match.scrollIntoView({ block: 'center' })
  }

  /** Waits until nothing scrolls any more. */
  async #untilStill(goesOn: () => boolean): Promise<void> {
    let still = 0
    let stood = this.scroller?.scrollTop
    for (let frame = 0; frame < 120 && still < 8 && goesOn(); frame += 1) {
      await new Promise(requestAnimationFrame)
      still = this.scroller?.scrollTop === stood ? still + 1 : 0
      stood = this.scroller?.scrollTop
    }
  }

  #isAt(arrival: Arrival): boolean {
    return this.#holds && this.#thread.arrival === arrival
  }

  /**
   * Brings a post to a place of the screen and sees to it that it stays there while what lies above is fetched, drawn and
   * measured. A list laid out anew may not know its own size yet, so one call is not enough.
   */
  async #settle(position: number, below: number, goesOn: () => boolean): Promise<void> {
    const { scroller } = this
    let calm = 0
    for (let frame = 0; scroller && frame < 60 && calm < 4 && goesOn(); frame += 1) {
      const article = this.#articleAt(position)
      const top = scroller.getBoundingClientRect().top + below
      const off = article && article.clientHeight > 0 ? article.getBoundingClientRect().top - top : null
      const isAtEnd = off !== null && off > 0 && scroller.scrollTop >= scroller.scrollHeight - scroller.clientHeight - 1
      calm = off !== null && (isAtEnd || Math.abs(off) <= 1) ? calm + 1 : 0
      if (calm === 0 && frame % 6 === 0)
        this.virtualizer?.scrollToIndex(position - this.stretch.from, { align: 'start', offset: -below })
      await new Promise(requestAnimationFrame)
    }
  }

  /** The post may have to be fetched and drawn first, and takes no focus before it has been measured. */
  async #focus(arrival: Arrival): Promise<void> {
    for (let frame = 0; frame < 60 && this.#thread.arrival === arrival; frame += 1) {
      const article = this.#articleAt(arrival.position)
      article?.focus({ preventScroll: true })
      if (article && document.activeElement === article) return
      await new Promise(requestAnimationFrame)
    }
  }

  /** Lays out another stretch of a very long thread, with the same post at the same place of the screen. */
  async #layOutAround(position: number): Promise<void> {
    const wanted = windowAround(this.#thread.posts.total, position)
    if (wanted.from === this.stretch.from && wanted.until === this.stretch.until) return
    this.#isMoving = true
    const edge = this.scroller?.getBoundingClientRect().top ?? 0
    const offset = edge - (this.#articleAt(position)?.getBoundingClientRect().top ?? edge)
    this.stretch = wanted
    await tick()
    // Until it has been scrolled there, the new layout says that its first post is being read.
    await this.#settle(position, -offset, () => !this.#holds)
    this.#isMoving = false
  }

  #articleAt(position: number): HTMLElement | null {
    return this.scroller?.querySelector<HTMLElement>(`[data-position="${position}"]`) ?? null
  }

  /** Hears of what gives posts another height: another width of the feed, and pictures that came. */
  watch = (node: HTMLElement): (() => void) => {
    let width = node.clientWidth
    const observer = new ResizeObserver(() => {
      if (node.clientWidth !== width) this.steady?.hold()
      width = node.clientWidth
    })
    const came = (event: Event): void => {
      if (event.target instanceof HTMLImageElement) this.steady?.hold()
    }
    observer.observe(node)
    node.addEventListener('load', came, true)
    return () => {
      observer.disconnect()
      node.removeEventListener('load', came, true)
    }
  }
}

function isWithin(element: Element, scroller: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  const room = scroller.getBoundingClientRect()
  return top >= room.top && bottom <= room.bottom
}
