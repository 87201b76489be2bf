/* The tabs of the window as a value: what is open, which one is in front, and what was closed last. */

export interface Tab {
  readonly id: number
  /** Where the tab is, as an address of state/route.ts. */
  readonly hash: string
  /** Empty until its name is known. */
  readonly title: string
}

export interface Tabs {
  readonly open: readonly Tab[]
  readonly front: number
  /** Newest last. */
  readonly closed: readonly Tab[]
}

/** As many as one still finds one's way among. */
const most = 40
const mostClosed = 20

export const oneTab = (hash: string): Tabs => ({ open: [{ id: 1, hash, title: '' }], front: 1, closed: [] })

/** The tabs of last time; one tab at `hash` where there were none. */
export function restoredTabs(kept: { open: readonly Omit<Tab, 'id'>[]; front: number }, hash: string): Tabs {
  const open = kept.open.slice(0, most).map((tab, index) => ({ ...tab, id: index + 1 }))
  const front = open[kept.front] ?? open[0]
  return front ? { open, front: front.id, closed: [] } : oneTab(hash)
}

export const frontOf = (tabs: Tabs): Tab | undefined => tabs.open.find(tab => tab.id === tabs.front)

/** Opens a tab beside the one in front. Where there are too many, nothing is opened. */
export function withTab(tabs: Tabs, hash: string, title: string, inFront: boolean): Tabs {
  if (tabs.open.length >= most) return tabs
  const id = Math.max(0, ...tabs.open.map(tab => tab.id), ...tabs.closed.map(tab => tab.id)) + 1
  const at = tabs.open.findIndex(tab => tab.id === tabs.front) + 1
  const open = tabs.open.toSpliced(at, 0, { id, hash, title })
  return { ...tabs, open, front: inFront ? id : tabs.front }
}

/** Closes a tab; the one after it comes to the front, else the one before it. The last one stays. */
export function withoutTab(tabs: Tabs, id: number): Tabs {
  const at = tabs.open.findIndex(tab => tab.id === id)
  const tab = tabs.open[at]
  if (!tab || tabs.open.length === 1) return tabs
  const open = tabs.open.toSpliced(at, 1)
  const next = open[Math.min(at, open.length - 1)]
  const closed = [...tabs.closed.slice(1 - mostClosed), tab]
  return { open, front: tabs.front === id && next ? next.id : tabs.front, closed }
}

/** Opens the tab closed last again, in front. */
export function reopened(tabs: Tabs): Tabs {
  const tab = tabs.closed.at(-1)
  if (!tab) return tabs
  return withTab({ ...tabs, closed: tabs.closed.slice(0, -1) }, tab.hash, tab.title, true)
}

/** The tab beside the one in front, going round at the ends. */
export function tabBeside(tabs: Tabs, step: 1 | -1): number {
  const at = tabs.open.findIndex(tab => tab.id === tabs.front)
  return tabs.open.at((at + step) % tabs.open.length)?.id ?? tabs.front
}

/** The tabs with one of them at another place among them; beyond the ends it stands at the end. */
export function withMoved(tabs: Tabs, id: number, to: number): Tabs {
  const tab = tabs.open.find(one => one.id === id)
  if (!tab) return tabs
  const others = tabs.open.filter(one => one !== tab)
  return { ...tabs, open: others.toSpliced(Math.max(0, to), 0, tab) }
}

/** The same tabs with the one in front somewhere else, or by another name. */
export function withFront(tabs: Tabs, change: Partial<Omit<Tab, 'id'>>): Tabs {
  return withChanged(tabs, tabs.front, change)
}

export function withChanged(tabs: Tabs, id: number, change: Partial<Omit<Tab, 'id'>>): Tabs {
  return { ...tabs, open: tabs.open.map(tab => (tab.id === id ? { ...tab, ...change } : tab)) }
}
