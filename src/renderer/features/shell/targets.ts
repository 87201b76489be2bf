/* Which threads a command is about: the chosen ones, else the row one is at, else the open one. */
import type { ThreadSummary } from '../../../core/model/library.ts'
import type { App } from '../../state/app.svelte.ts'
import { listsThreads } from '../../state/place.ts'

/** What was chosen counts only where it is seen: nothing is thrown away from behind another page. */
function showsRows(app: App): boolean {
  const { place, query } = app.navigator.route
  return query === null && listsThreads(place) && document.querySelector('.list')?.checkVisibility() === true
}

/** The row that has the focus, where the list pane shows threads. */
function rowInFocus(app: App): number | null {
  if (!showsRows(app)) return null
  const row = document.activeElement?.closest<HTMLElement>('.list [data-row]')?.dataset['row']
  return row === undefined ? null : Number(row)
}

export function targetThreads(app: App): readonly Pick<ThreadSummary, 'id' | 'own' | 'title'>[] {
  if (app.list.selection.size > 0 && showsRows(app)) return app.list.chosen
  const row = rowInFocus(app)
  const thread = (row === null ? undefined : app.list.threads.items[row]) ?? app.thread.detail
  return thread ? [thread] : []
}

export const targets = (app: App): number[] => targetThreads(app).map(thread => thread.id)
export const hasTargets = (app: App): boolean => targetThreads(app).length > 0

/** Stars them all, or takes the stars away when all have one. */
export function starTargets(app: App): void {
  const star = !targetThreads(app).every(thread => thread.own.starred)
  void app.own.mark(targets(app), { star })
}

/** Marks them all unread, or read when none is. */
export function markTargets(app: App): void {
  const unread = targetThreads(app).some(thread => thread.own.read)
  void app.own.mark(targets(app), { unread })
}

/** Into the bin with them; an open thread that goes there is left. */
export function binTargets(app: App): void {
  const ids = targets(app)
  void app.own.bin(ids).then(done => {
    if (!done) return
    app.list.selection.clear()
    if (app.thread.id !== null && ids.includes(app.thread.id)) app.navigator.go({ threadId: null, postId: null })
  })
}

export const hasRow = (app: App): boolean => rowInFocus(app) !== null

export function chooseRow(app: App): void {
  const row = rowInFocus(app)
  const thread = row === null ? undefined : app.list.threads.items[row]
  if (row !== null && thread) app.list.selection.toggle(thread.id, row)
}

/** Ctrl+A means the rows only where one is among them; elsewhere it means the text. */
export const isInRows = (app: App): boolean =>
  hasRow(app) || (app.list.selection.size > 0 && document.activeElement?.closest('.list') !== null)
