import type { App } from '../../state/app.svelte.ts'
import type { Command } from '../../state/keys.ts'

/** What each command of the keyboard map does. */
export const run: Readonly<Record<Command, (app: App) => void>> = {
  search: app => app.beginSearch(),
  goToFloor: app => inThread(app, () => (app.panel = 'floor')),
  nextPost: app => app.thread.step(1),
  previousPost: app => app.thread.step(-1),
  firstPost: app => app.thread.goTo(0),
  lastPost: app => app.thread.goTo(app.thread.posts.total - 1),
  nextThread: app => void app.stepThread(1),
  previousThread: app => void app.stepThread(-1),
  nextMatch: app => void app.matches.step(1),
  previousMatch: app => void app.matches.step(-1),
  starterOnly: app => void app.thread.changeView({ starterOnly: app.thread.view.starterOnly !== true }),
  newestFirst: app => void app.thread.changeView({ order: app.thread.view.order === 'newest' ? 'floor' : 'newest' }),
  authorOnly: app => void app.thread.onlyAuthorOf(app.thread.current),
  withPictures: app => void app.thread.changeView({ withPictures: app.thread.view.withPictures !== true }),
  clearFilters: app => void app.thread.clearFilters(),
  viewPicture: app => void app.viewer.openIn(app.thread.current),
  findInThread: app => (app.thread.detail ? app.find.begin() : app.beginSearch()),
  togglePlaces: app => void app.preferences.showPane('places', app.preferences.hides('places')),
  toggleList: app => void app.preferences.showPane('threads', app.preferences.hides('threads')),
  back: app => app.back(),
  importFiles: app => (app.panel = 'import'),
  exportThread: app => inThread(app, () => (app.panel = 'export')),
  settings: app => (app.panel = 'settings'),
  keys: app => (app.panel = 'keys'),
}

function inThread(app: App, act: () => void): void {
  if (app.thread.detail) act()
}
