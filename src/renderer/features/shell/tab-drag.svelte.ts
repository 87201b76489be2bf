/* A tab goes with the pointer: it changes places with a neighbour when the pointer passes the neighbour's middle. */

/** So far a hand may tremble without meaning to drag. */
const tremble = 6

export class TabDrag {
  /** The tab being dragged. */
  id = $state<number | null>(null)
  readonly #tabs: () => readonly HTMLElement[]
  readonly #move: (id: number, to: number) => void
  #pressed: { readonly id: number; readonly x: number } | null = null

  /** `tabs` gives the tabs as they stand, each with its number in `data-tab`. */
  constructor(tabs: () => readonly HTMLElement[], move: (id: number, to: number) => void) {
    this.#tabs = tabs
    this.#move = move
  }

  press(event: PointerEvent, id: number): void {
    // Fingers scroll the tabs; whoever has no mouse moves them by command.
    if (event.button === 0 && event.pointerType !== 'touch') this.#pressed = { id, x: event.clientX }
  }

  follow(event: PointerEvent): void {
    const pressed = this.#pressed
    if (!pressed) return
    if (event.buttons !== 1) return this.end()
    if (this.id === null && Math.abs(event.clientX - pressed.x) < tremble) return
    this.id = pressed.id
    const tabs = this.#tabs()
    const at = tabs.findIndex(tab => tab.dataset['tab'] === String(pressed.id))
    const before = tabs[at - 1]
    const after = tabs[at + 1]
    if (before && event.clientX < middleOf(before)) this.#move(pressed.id, at - 1)
    else if (after && event.clientX > middleOf(after)) this.#move(pressed.id, at + 1)
  }

  end(): void {
    this.#pressed = null
    this.id = null
  }
}

function middleOf(element: HTMLElement): number {
  const { left, width } = element.getBoundingClientRect()
  return left + width / 2
}
