import type { Route } from './route.ts'
import { formatRoute, parseRoute } from './route.ts'

/** The window's place in history. Whoever shows something asks the route; whoever goes somewhere changes it. */
export class Navigator {
  route = $state.raw<Route>(parseRoute(location.hash))

  /** Hears the browser's back and forward until the function it gives back is called. */
  listen(): () => void {
    const hear = (): void => {
      this.route = parseRoute(location.hash)
    }
    window.addEventListener('popstate', hear)
    return () => window.removeEventListener('popstate', hear)
  }

  /** Goes somewhere, so that "back" returns here. */
  go(change: Partial<Route>): void {
    this.#change(change, 'pushState')
  }

  /** Goes on in the same place, without a step of its own in history. */
  shift(change: Partial<Route>): void {
    this.#change(change, 'replaceState')
  }

  #change(change: Partial<Route>, how: 'pushState' | 'replaceState'): void {
    const next = { ...this.route, ...change }
    const hash = formatRoute(next)
    this.route = next
    if (hash !== location.hash) history[how](null, '', hash)
  }
}
