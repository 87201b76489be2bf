/*
 * Keeps what is being read where it is on the screen when something above it changes its height: a picture that came,
 * another width of the window, another size of the text. What stands at the top of the screen is remembered while one
 * scrolls, and put back there until the layout has come to rest.
 */
const restingFrames = 4
const mostFrames = 90
/** Above this line of the screen nothing is read any more. */
const line = 12

export class SteadyPlace {
  readonly #scroller: HTMLElement
  #held: { element: Element; article: HTMLElement; top: number; articleTop: number } | null = null
  #frames = 0
  #calm = 0
  #isHolding = false
  /** Where the scroller stood a frame ago. */
  #stood = 0

  constructor(scroller: HTMLElement) {
    this.#scroller = scroller
  }

  /** How far below the scroller's top the remembered post begins. */
  get heldTop(): number | null {
    return this.#held?.articleTop ?? null
  }

  /** Remembers what stands at the top of the screen now. */
  note(): void {
    if (this.#isHolding) return
    const top = this.#scroller.getBoundingClientRect().top
    const article = firstBelow(this.#scroller.querySelectorAll<HTMLElement>('article'), top + line)
    if (!article) return
    const element = deepestBelow(article, top + line)
    this.#held = {
      element,
      article,
      top: element.getBoundingClientRect().top,
      articleTop: article.getBoundingClientRect().top - top,
    }
  }

  /** Sees to it that what was remembered stays where it was until nothing moves any more. */
  hold(): void {
    this.#frames = 0
    this.#calm = 0
    if (this.#isHolding || !this.#held) return
    this.#isHolding = true
    this.#stood = this.#scroller.scrollTop
    this.#putBack()
  }

  /** The person scrolls: what they do is not undone. */
  letGo(): void {
    this.#isHolding = false
  }

  #putBack(): void {
    const held = this.#held
    if (!this.#isHolding || !held) return
    const element = held.element.isConnected ? held.element : held.article
    if (!element.isConnected || this.#calm >= restingFrames || this.#frames >= mostFrames) {
      this.#isHolding = false
      this.note()
      return
    }
    this.#frames += 1
    const moved = element.getBoundingClientRect().top - held.top
    const scrolled = this.#scroller.scrollTop - this.#stood
    if (Math.abs(scrolled) > 1 && Math.abs(moved + scrolled) < 2) {
      // It moved because somebody scrolls, by hand or on the way to another post: that is not undone.
      this.#isHolding = false
      this.note()
      return
    }
    if (element === held.element && Math.abs(moved) > 1) {
      this.#calm = 0
      this.#scroller.scrollTop += moved
    } else this.#calm += 1
    this.#stood = this.#scroller.scrollTop
    requestAnimationFrame(() => this.#putBack())
  }
}

function firstBelow<Kind extends Element>(elements: Iterable<Kind>, line: number): Kind | null {
  for (const element of elements) {
    const { bottom, height } = element.getBoundingClientRect()
    if (height > 0 && bottom > line) return element
  }
  return null
}

/** The innermost block that is cut by the line or begins below it: a paragraph rather than the post around it. */
function deepestBelow(article: HTMLElement, line: number): Element {
  let found: Element = article.querySelector('.rich') ?? article
  if (found.getBoundingClientRect().bottom <= line) return article
  for (let depth = 0; depth < 6; depth += 1) {
    const inner = firstBelow(found.children, line)
    if (!inner) return found
    found = inner
  }
  return found
}
