import { createContext } from 'svelte'
import type { Output } from '../../core/contract/index.ts'
import type { ReplyError } from '../../core/contract/procedure.ts'
import type { ForumNode } from '../../core/model/library.ts'
import { fullFolding } from '../../core/text/fold.ts'
import type { Client } from '../api/client.ts'
import { Blogs } from './blogs.svelte.ts'
import { gathered } from './gathered.ts'
import type { ExportWords } from './exports.svelte.ts'
import { Exports } from './exports.svelte.ts'
import { Finding } from './finding.ts'
import { FindInThread } from './find-in-thread.svelte.ts'
import { HanSwitch } from './han.svelte.ts'
import { Preview } from './file-preview.svelte.ts'
import type { ImportWords } from './imports.svelte.ts'
import { Imports } from './imports.svelte.ts'
import { searchMarker } from './marker.ts'
import type { WalkWords } from './match-walk.ts'
import { MatchWalk } from './match-walk.ts'
import { Members } from './members.svelte.ts'
import { Navigator } from './navigator.svelte.ts'
import { OpenThread } from './open-thread.svelte.ts'
import type { PostMarkWords } from './post-marks.svelte.ts'
import { PostMarks } from './post-marks.svelte.ts'
import { Preferences } from './preferences.svelte.ts'
import { QuietWork } from './quiet-work.svelte.ts'
import { QuotePreview } from './quote-preview.svelte.ts'
import type { Place } from './place.ts'
import { listsThreads } from './place.ts'
import { ReadingTrail } from './reading-trail.svelte.ts'
import { PictureWall } from './picture-wall.svelte.ts'
import { Ruler } from './ruler.svelte.ts'
import { Speech } from './speech.svelte.ts'
import type { Route } from './route.ts'
import type { SavedSearchWords } from './saved-searches.svelte.ts'
import { SavedSearches } from './saved-searches.svelte.ts'
import { Search } from './search.svelte.ts'
import { TabKeeper } from './tab-keeper.svelte.ts'
import { Talk } from './talk.svelte.ts'
import { ThreadList } from './thread-list.svelte.ts'
import { OpenGaps } from './thread-gaps.svelte.ts'
import type { Wanted } from './thread-matches.svelte.ts'
import { ThreadMatches } from './thread-matches.svelte.ts'
import { Toasts } from './toasts.svelte.ts'
import { Upkeep } from './upkeep.svelte.ts'
import type { OwnWords } from './own.svelte.ts'
import { Own } from './own.svelte.ts'
import { PictureViewer } from './viewer.svelte.ts'
import { Visits } from './visits.ts'
import { WatchedFolders } from './watched-folders.svelte.ts'

/** What the state has to say to the person; the features give the words. */
export interface Words extends WalkWords, SavedSearchWords, PostMarkWords, OwnWords, ImportWords, ExportWords {
  readonly failed: (error: ReplyError) => string
}

/** Popovers and dialogs of which one is open at a time. */
export type Panel = 'export' | 'filters' | 'floor' | 'import' | 'keys' | 'look' | 'palette' | 'switcher'

/** Everything the screens know, and what ties its parts: the route leads, the parts follow. */
export class App {
  readonly client: Client
  readonly toasts: Toasts
  readonly preferences: Preferences
  readonly navigator = new Navigator()
  readonly tabs: TabKeeper
  readonly list: ThreadList
  readonly own: Own
  readonly work = new QuietWork()
  readonly search: Search
  readonly saved: SavedSearches
  readonly finding: Finding
  readonly thread: OpenThread
  readonly talk: Talk
  readonly trail: ReadingTrail
  readonly ruler: Ruler
  readonly wall: PictureWall
  readonly speech: Speech
  readonly marks: PostMarks
  readonly gaps: OpenGaps
  readonly find: FindInThread
  readonly found: ThreadMatches
  readonly matches: MatchWalk
  readonly quote: QuotePreview
  readonly viewer: PictureViewer
  readonly han: HanSwitch
  readonly members: Members
  readonly blogs: Blogs
  readonly imports: Imports
  readonly exports: Exports
  readonly upkeep: Upkeep
  readonly preview: Preview
  readonly watched: WatchedFolders
  forums = $state.raw<readonly ForumNode[]>([])
  info = $state.raw<Output<'library.info'> | null>(null)
  /** Why the library could not be opened; null while it can be. */
  failure = $state.raw<ReplyError | null>(null)
  /** Goes up whenever the library has changed: a screen that shows something of it asks again. */
  revision = $state(0)
  /** The popovers that a key opens as well as their button. */
  panel = $state<Panel | null>(null)
  /** An address that the person is about to leave for. */
  leavingFor = $state<string | null>(null)
  /** The list is hidden only beside a thread: alone it is what one chooses a thread from. */
  readonly hidesList = $derived.by(() => this.preferences.hides('threads') && this.navigator.route.threadId !== null)
  readonly isEmpty = $derived(this.info !== null && this.info.stats.threads === 0)
  /** Marked in posts: what is looked for in the thread, else what the search that led here found. */
  readonly wanted = $derived.by((): Wanted | null => {
    const { marker, text } = this.find
    if (marker) return { marker, terms: [text], plain: true, fold: fullFolding }
    const { terms, manner } = this.search
    if (this.navigator.route.query === null || terms.length === 0) return null
    return { marker: searchMarker(terms, manner.folding), terms, plain: false, fold: manner.folding }
  })
  readonly marker = $derived.by(() => this.wanted?.marker ?? null)

  /** What every view of a thread leaves out. */
  readonly #shownPosts = () => ({ withoutIgnored: this.preferences.settings.hideIgnored })
  readonly #hear = gathered(threadIds => this.#renew(threadIds))
  readonly #visits: Visits

  constructor(client: Client, words: Words) {
    this.client = client
    this.toasts = new Toasts(words.failed)
    this.preferences = new Preferences(client)
    this.tabs = new TabKeeper(client, this.navigator, this.preferences)
    this.han = new HanSwitch(() => this.preferences.settings.han)
    this.list = new ThreadList(client, this.toasts)
    this.own = new Own(client, this.toasts, words)
    this.search = new Search(client)
    this.saved = new SavedSearches(client, this.toasts, words)
    this.#visits = new Visits(client)
    this.finding = new Finding(this, this.#visits)
    this.members = new Members(client, this.toasts)
    this.imports = new Imports(client, this.toasts, words)
    this.preview = new Preview(client, this.toasts, this.imports)
    this.watched = new WatchedFolders(client, this.toasts)
    this.blogs = new Blogs(client, this.toasts)
    this.exports = new Exports(client, this.toasts, words)
    this.upkeep = new Upkeep(client, this.toasts, () => this.#renew(null))
    this.thread = new OpenThread(client, this.toasts, () => this.marker, this.#shownPosts)
    this.talk = new Talk(client, this.toasts, this.thread, () => this.preferences.settings.replyTree)
    this.trail = new ReadingTrail(client, this.toasts, this.thread, () => this.info?.readOnly === true)
    this.marks = new PostMarks(client, this.toasts, this.thread, words, actionId => this.own.undo(actionId))
    this.gaps = new OpenGaps(client, this.toasts, this.navigator)
    this.ruler = new Ruler(client, this.toasts, this.thread, this.#shownPosts)
    this.wall = new PictureWall(client, this.toasts, this.thread)
    this.speech = new Speech(() => this.preferences.settings.speechRate)
    this.find = new FindInThread(this.thread)
    this.found = new ThreadMatches(client, this.toasts, this.thread, () => this.wanted, this.#shownPosts)
    this.matches = new MatchWalk(this, words)
    this.viewer = new PictureViewer(this.thread)
    this.quote = new QuotePreview(this.thread, this.navigator)
  }

  /** Starts everything that listens; the function it gives back stops it. */
  start(): () => void {
    this.#begin()
    const stops = [
      this.navigator.listen(),
      this.tabs.listen(),
      this.navigator.keepsakes.keep('post', () => this.thread.current?.id),
      this.imports.listen(),
      this.exports.listen(),
      this.upkeep.listen(),
      this.watched.listen(),
      this.client.on('library.changed', this.#hear),
      this.speech.listen(),
    ]
    return () => stops.forEach(stop => stop())
  }

  /** The library that could not be opened can be now: all that was asked in vain is asked again. */
  async comeBack(): Promise<void> {
    this.failure = null
    for (const { id } of this.toasts.shown) this.toasts.dismiss(id)
    this.#begin()
    await this.follow(this.navigator.route)
  }

  #begin(): void {
    void this.preferences.start().then(() => this.navigator.restore(this.preferences.settings.tabs))
    void this.#survey()
    void this.own.refreshTags()
    void this.saved.refresh()
  }

  /** Shows what a route names. */
  async follow(route: Route): Promise<void> {
    this.#visits.follow(route)
    if (route.query !== null) {
      await this.search.run(route.query)
      // Who went on meanwhile is followed there already.
      if (route !== this.navigator.route) return
    } else if (route.place.kind === 'members') void this.members.show()
    else if (route.place.kind === 'imports') void this.imports.list()
    else if (listsThreads(route.place)) void this.list.show(route.place)
    if (route.memberId !== null) void this.members.person.visit(route.memberId)
    if (route.runId !== null) void this.imports.open(route.runId)
    if (route.threadId === null) this.thread.close()
    else {
      await this.thread.open(route.threadId, route.postId)
      await this.matches.entered(route.threadId)
    }
  }

  /** The note on the thread stands at its head. */
  writeThreadNote(): void {
    this.thread.goTo(0, { focus: false, smooth: false })
    this.marks.write('thread')
  }

  /** Shows or hides what people wrote whom one does not want to read. */
  async hideIgnored(hides: boolean): Promise<void> {
    await this.preferences.change({ hideIgnored: hides })
    await this.thread.changeView({})
  }

  /** Where the floors stand in the order of the tree already it is drawn or not; else they are put into its order. */
  async toggleTree(): Promise<void> {
    if (this.talk.tree === 'hidden') return this.thread.toggleOrder('tree')
    await this.preferences.change({ replyTree: !this.preferences.settings.replyTree })
  }

  /** The thread before or after the open one, in the list or the search one came from. */
  async stepThread(step: 1 | -1): Promise<void> {
    const { threadId, query } = this.navigator.route
    if (query !== null && threadId !== null) {
      const hit = await this.search.neighbour(threadId, step)
      if (hit) this.navigator.go({ threadId: hit.threadId, postId: hit.postId })
      return
    }
    const next = threadId === null ? (await this.list.threads.at(0))?.id : await this.list.neighbour(threadId, step)
    if (next) this.navigator.go({ threadId: next, postId: null })
  }

  /** A place of the side bar; what is open beside lists of threads stays there from one to the next. */
  visitPlace(place: Place): void {
    const keeps = listsThreads(place) && listsThreads(this.navigator.route.place) && window.innerWidth >= 760
    const threadId = keeps ? this.navigator.route.threadId : null
    this.navigator.go({ place, query: null, memberId: null, runId: null, threadId, postId: null })
  }

  /** The page of a person. */
  visit(memberId: number): void {
    this.navigator.go({ place: { kind: 'members' }, memberId, query: null, threadId: null, postId: null, runId: null })
  }

  /** From what is open to the list it came from; from a place that is no list of threads to where one was before. */
  back(): void {
    const { threadId, memberId, runId, query, place } = this.navigator.route
    if (threadId !== null) this.navigator.go({ threadId: null, postId: null })
    else if (memberId !== null || runId !== null) this.navigator.go({ memberId: null, runId: null })
    else if (query !== null) this.finding.end()
    else if (!listsThreads(place)) this.navigator.leave()
  }

  /** Opens an address after the person has seen where it goes. */
  async leave(): Promise<void> {
    const url = this.leavingFor
    this.leavingFor = null
    if (url === null) return
    const reply = await this.client.call('host.openLink', { url })
    if (!reply.ok) this.toasts.failed(reply.error)
  }

  async #survey(): Promise<void> {
    const [boards, info] = await Promise.all([
      this.client.call('threads.boards', {}),
      this.client.call('library.info', {}),
    ])
    if (boards.ok) this.forums = boards.value.forums
    if (info.ok) this.info = info.value
    else if (info.error.code === 'library-damaged') this.failure = info.error
    else this.toasts.failed(info.error)
  }

  /** What shows something of the library asks again. */
  #renew(threadIds: ReadonlySet<number> | null): void {
    void this.#survey()
    this.revision += 1
    void this.list.refresh()
    void this.saved.refresh()
    const { memberId, place } = this.navigator.route
    if (place.kind === 'members') void this.members.show()
    if (memberId !== null) void this.members.person.visit(memberId)
    if (this.thread.id !== null && threadIds?.has(this.thread.id) !== false) void this.thread.refresh()
  }
}

export const [useApp, provideApp] = createContext<App>()
