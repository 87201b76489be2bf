/* What each command of the keyboard map is called and does; palette, menu, list of keys and key presses all ask here. */
import { m } from '../../../messages/generated/messages.js'
import type { App } from '../../state/app.svelte.ts'
import type { Command, CommandGroup } from '../../state/keys.ts'
import {
  binTargets,
  chooseRow,
  hasRow,
  hasTargets,
  isInRows,
  markTargets,
  starTargets,
  targets,
  targetThreads,
} from './targets.ts'
import { copyLink, copyQuote, readAloud } from '../thread/post-acts.ts'
import { scrollByPage } from './page-scroll.ts'
import { tabTitle } from './tab-title.ts'

interface Act {
  readonly name: () => string
  readonly run: (app: App) => void
  /** Whether there is anything to do it to now; without it always. */
  readonly can?: (app: App) => boolean
}

const inThread = (app: App): boolean => app.thread.detail !== null
const hasTabs = (app: App): boolean => app.navigator.tabs.open.length > 1

/** Moves the tab in front by one place, and says where it stands then. */
function shiftTab(app: App, step: 1 | -1): void {
  app.navigator.shiftTab(step)
  const { open, front } = app.navigator.tabs
  const at = open.findIndex(tab => tab.id === front)
  const title = open[at] ? tabTitle(open[at], app.forums) : ''
  app.toasts.done(m.tabs_moved({ title, at: at + 1, total: open.length }))
}

const acts: Readonly<Record<Command, Act>> = {
  back: { name: m.thread_back, run: app => app.back() },
  goBack: { name: m.keys_go_back, run: () => history.back() },
  goForward: { name: m.keys_go_forward, run: () => history.forward() },
  nextThread: { name: m.thread_next, run: app => void app.stepThread(1) },
  previousThread: { name: m.thread_previous, run: app => void app.stepThread(-1) },
  newTab: { name: m.tabs_new, run: app => app.navigator.openTab() },
  closeTab: { name: m.tabs_close, run: app => app.navigator.closeTab(), can: hasTabs },
  reopenTab: {
    name: m.tabs_reopen,
    run: app => app.navigator.reopenTab(),
    can: app => app.navigator.tabs.closed.length > 0,
  },
  nextTab: { name: m.tabs_next, run: app => app.navigator.stepTab(1), can: hasTabs },
  previousTab: { name: m.tabs_previous, run: app => app.navigator.stepTab(-1), can: hasTabs },
  moveTabOn: { name: m.tabs_move_on, run: app => shiftTab(app, 1), can: hasTabs },
  moveTabBack: { name: m.tabs_move_back, run: app => shiftTab(app, -1), can: hasTabs },
  search: { name: m.search_label, run: app => app.finding.begin() },
  findInThread: {
    name: m.find_label,
    run: app => (app.thread.detail ? app.find.begin() : app.finding.begin()),
    // The manual is found in with the browser's own find.
    can: app => app.navigator.route.place.kind !== 'help',
  },
  nextMatch: { name: m.match_next, run: app => void app.matches.step(1) },
  previousMatch: { name: m.match_previous, run: app => void app.matches.step(-1) },
  switcher: { name: m.switcher_title, run: app => (app.panel = 'switcher') },
  palette: { name: m.palette_title, run: app => (app.panel = 'palette') },
  nextPost: { name: m.keys_next_post, run: app => app.thread.step(1), can: inThread },
  previousPost: { name: m.keys_previous_post, run: app => app.thread.step(-1), can: inThread },
  firstPost: { name: m.keys_first_post, run: app => app.thread.goTo(0), can: inThread },
  lastPost: { name: m.keys_last_post, run: app => app.thread.goTo(app.thread.posts.total - 1), can: inThread },
  pageDown: { name: m.keys_page_down, run: () => void scrollByPage(1) },
  pageUp: { name: m.keys_page_up, run: () => void scrollByPage(-1) },
  goToFloor: { name: m.floor_go, run: app => (app.panel = 'floor'), can: inThread },
  starPost: {
    name: m.keys_star_post,
    run: app => void app.marks.star(app.thread.current),
    can: app => app.thread.current !== null,
  },
  notePost: {
    name: m.keys_note_post,
    run: app => app.marks.write(app.thread.current),
    can: app => app.thread.current !== null,
  },
  noteThread: { name: m.note_on_thread, run: app => app.writeThreadNote(), can: inThread },
  savedPage: { name: m.keys_saved_page, run: app => void app.gaps.openSavedPage(app.thread.current), can: inThread },
  readAloud: {
    name: m.keys_read_aloud,
    run: readAloud,
    can: app => app.speech.canSpeak && app.thread.current !== null,
  },
  pictureWall: { name: m.wall_open, run: app => void app.wall.open(), can: inThread },
  copyLink: { name: m.post_copy_link, run: app => void copyLink(app), can: app => app.thread.current !== null },
  copyQuote: { name: m.post_copy_quote, run: app => void copyQuote(app), can: app => app.thread.current !== null },
  viewPicture: { name: m.viewer_open, run: app => void app.viewer.openIn(app.thread.current), can: inThread },
  starterOnly: {
    name: m.thread_starter_only,
    run: app => void app.thread.changeView({ starterOnly: app.thread.view.starterOnly !== true }),
    can: inThread,
  },
  authorOnly: {
    name: m.thread_author_only,
    run: app => void app.thread.onlyAuthorOf(app.thread.current),
    can: inThread,
  },
  withPictures: {
    name: m.thread_with_pictures,
    run: app => void app.thread.changeView({ withPictures: app.thread.view.withPictures !== true }),
    can: inThread,
  },
  newestFirst: {
    name: m.thread_newest_first,
    run: app => void app.thread.toggleOrder('newest'),
    can: inThread,
  },
  markedOnly: {
    name: m.filters_marked,
    run: app => void app.thread.changeView({ marked: app.thread.view.marked !== true }),
    can: inThread,
  },
  matchesOnly: {
    name: m.filters_matches,
    run: app => void app.found.showOnly(),
    can: app => inThread(app) && (app.marker !== null || app.thread.selection?.kind === 'matches'),
  },
  replyTree: {
    name: m.look_tree,
    run: app => void app.toggleTree(),
    can: app => inThread(app) && app.talk.tree !== 'none',
  },
  filters: { name: m.filters_title, run: app => (app.panel = 'filters'), can: inThread },
  look: { name: m.look_title, run: app => (app.panel = 'look'), can: inThread },
  clearFilters: { name: m.thread_clear_filters, run: app => void app.thread.clearFilters(), can: inThread },
  textLarger: { name: m.keys_text_larger, run: app => void app.preferences.zoomText(1) },
  textSmaller: { name: m.keys_text_smaller, run: app => void app.preferences.zoomText(-1) },
  textUsual: { name: m.keys_text_usual, run: app => void app.preferences.zoomText(0) },
  togglePlaces: {
    name: m.keys_places,
    run: app => void app.preferences.showPane('places', app.preferences.hides('places')),
  },
  toggleList: {
    name: m.keys_list,
    run: app => void app.preferences.showPane('threads', app.preferences.hides('threads')),
  },
  star: { name: m.own_star, run: starTargets, can: hasTargets },
  tag: { name: m.own_tag, run: app => (app.own.tagging = targets(app)), can: hasTargets },
  markUnread: { name: m.own_mark_unread, run: markTargets, can: hasTargets },
  bin: { name: m.own_bin, run: binTargets, can: hasTargets },
  undo: { name: m.undo, run: app => void app.own.undoLatest() },
  chooseRow: { name: m.threads_choose_row, run: chooseRow, can: hasRow },
  chooseAll: { name: m.threads_choose_all, run: app => void app.list.chooseAll(), can: isInRows },
  importFiles: { name: m.import_button, run: app => (app.panel = 'import') },
  exportThreads: {
    name: m.export_many_title,
    run: app => app.exports.ask(targetThreads(app)),
    can: app => app.exports.isRunning || hasTargets(app),
  },
  exportThread: { name: m.save_title, run: app => (app.panel = 'export'), can: inThread },
  settings: { name: m.settings_title, run: app => app.visitPlace({ kind: 'settings' }) },
  help: { name: m.places_help, run: app => app.visitPlace({ kind: 'help' }) },
  keys: { name: m.keys_title, run: app => (app.panel = 'keys') },
}

export const commandName = (command: Command): string => acts[command].name()
export const isPossible = (command: Command, app: App): boolean => acts[command].can?.(app) ?? true

/** Does a command, unless there is nothing to do it to. */
export function perform(command: Command, app: App): void {
  if (isPossible(command, app)) acts[command].run(app)
}

const groupNames: Readonly<Record<CommandGroup, () => string>> = {
  going: m.keys_group_going,
  finding: m.keys_group_finding,
  reading: m.keys_group_reading,
  showing: m.keys_group_showing,
  keeping: m.keys_group_keeping,
  program: m.keys_group_program,
}
export const groupName = (group: CommandGroup): string => groupNames[group]()
