import { Keepsakes } from './keepsakes.ts'
import type { Route } from './route.ts'
import { formatRoute, parseRoute, start } from './route.ts'
import type { Tab, Tabs } from './tabs.ts'
import {
  frontOf,
  oneTab,
  reopened,
  restoredTabs,
  tabBeside,
  withChanged,
  withFront,
  withMoved,
  withoutTab,
  withTab,
} from './tabs.ts'

/** What a step of the window's history carries: which of its steps it is and to which tab it belongs. */
interface Step {
  readonly step: number
  readonly tab: number
}
const isStep = (state: unknown): state is Step => typeof state === 'object' && state !== null && 'step' in state

/** The window's place in history. Whoever shows something asks the route; whoever goes somewhere changes it. */
export class Navigator {
  route = $state.raw<Route>(parseRoute(location.hash))
  tabs = $state.raw<Tabs>(oneTab(location.hash))
  /** What each step looked like when it was left, so that back and forward find it so again. */
  readonly keepsakes = new Keepsakes()
  #step = 0
  #steps = 0
  /** While a click that asks for a tab is being answered, whatever it opens opens in one. */
  #inTab = false

  /** Hears the browser's back and forward until the function it gives back is called. */
  listen(): () => void {
    const state: unknown = history.state
    if (isStep(state)) this.#step = this.#steps = state.step
    history.replaceState(this.#state(), '')
    const hear = (event: PopStateEvent): void => this.#return(event.state)
    window.addEventListener('popstate', hear)
    return () => window.removeEventListener('popstate', hear)
  }

  /** Goes somewhere, so that "back" returns here. */
  go(change: Partial<Route>): void {
    const next = { ...this.route, ...change }
    const hash = formatRoute(next)
    if (this.#inTab) this.tabs = withTab(this.tabs, hash, '', false)
    else if (hash !== location.hash) this.#push(next, hash)
    else this.route = next
  }

  /** Goes on in the same place, without a step of its own in history. */
  shift(change: Partial<Route>): void {
    this.route = { ...this.route, ...change }
    const hash = formatRoute(this.route)
    this.tabs = withFront(this.tabs, { hash })
    if (change.postId !== undefined) this.keepsakes.forgo('post')
    if (hash !== location.hash) history.replaceState(this.#state(), '', hash)
  }

  /** Back to where one was before, or to the start where this window has not been anywhere else. */
  leave(): void {
    if (this.#step > 0) history.back()
    else this.go(start)
  }

  /** Lets whatever `act` opens open in a tab of its own, behind the one in front. */
  inTab(act: () => void): void {
    this.#inTab = true
    try {
      act()
    } finally {
      this.#inTab = false
    }
  }

  /** The tabs of last time, unless an address says to be elsewhere. */
  restore(kept: { open: readonly Omit<Tab, 'id'>[]; front: number }): void {
    const elsewhere = location.hash.length > 2 && location.hash !== kept.open[kept.front]?.hash
    if (elsewhere || kept.open.length === 0) return
    this.tabs = restoredTabs(kept, location.hash)
    this.route = parseRoute(frontOf(this.tabs)?.hash ?? '')
    history.replaceState(this.#state(), '', formatRoute(this.route))
  }

  /** Names the tab in front, or another one. */
  name(title: string, id = this.tabs.front): void {
    this.tabs = withChanged(this.tabs, id, { title })
  }

  openTab(): void {
    this.#turnTo(withTab(this.tabs, formatRoute({ ...this.route, threadId: null, postId: null }), '', true))
  }

  showTab(id: number): void {
    if (this.tabs.open.some(tab => tab.id === id)) this.#turnTo({ ...this.tabs, front: id })
  }

  stepTab(step: 1 | -1): void {
    this.showTab(tabBeside(this.tabs, step))
  }

  /** Puts a tab at another place among the tabs. */
  moveTab(id: number, to: number): void {
    this.tabs = withMoved(this.tabs, id, to)
  }

  /** Moves the tab in front by one place. */
  shiftTab(step: 1 | -1): void {
    this.moveTab(this.tabs.front, this.tabs.open.findIndex(tab => tab.id === this.tabs.front) + step)
  }

  closeTab(id = this.tabs.front): void {
    this.#turnTo(withoutTab(this.tabs, id))
  }

  reopenTab(): void {
    this.#turnTo(reopened(this.tabs))
  }

  /** Takes the tabs as they are now; another one in front is a step in history. */
  #turnTo(tabs: Tabs): void {
    const former = this.tabs.front
    this.tabs = tabs
    const front = frontOf(tabs)
    if (front && front.id !== former) this.#push(parseRoute(front.hash), front.hash)
  }

  #push(next: Route, hash: string): void {
    this.keepsakes.leave(this.#step)
    this.#steps += 1
    this.#step = this.#steps
    this.tabs = withFront(this.tabs, { hash })
    history.pushState(this.#state(), '', hash)
    this.route = next
  }

  /** Back and forward: to a step of this window, in its tab where that is still open. */
  #return(state: unknown): void {
    this.keepsakes.leave(this.#step)
    const route = parseRoute(location.hash)
    if (isStep(state)) {
      this.#step = state.step
      this.#steps = Math.max(this.#steps, state.step)
      if (this.tabs.open.some(tab => tab.id === state.tab)) this.tabs = { ...this.tabs, front: state.tab }
    } else {
      // An address typed by hand is a new step.
      this.#steps += 1
      this.#step = this.#steps
      history.replaceState(this.#state(), '')
    }
    this.keepsakes.enter(this.#step)
    const post = this.keepsakes.of('post')
    this.tabs = withFront(this.tabs, { hash: location.hash })
    this.route = route.threadId !== null && typeof post === 'number' ? { ...route, postId: post } : route
  }

  #state(): Step {
    return { step: this.#step, tab: this.tabs.front }
  }
}
