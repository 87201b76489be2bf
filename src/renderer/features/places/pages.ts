/*
 * The one list of places: what each shows, and where the side bar offers it. A place that is not here is not offered;
 * whoever builds one adds its line. Names are in words.ts, addresses in state/place.ts.
 *
 * `list` fills the list pane, and what is chosen there opens beside it; `beside` is what lies there until then.
 * `whole` takes the room of both; a thread opened from it lies over it, and back returns to it.
 */
import BookOpen from '@lucide/svelte/icons/book-open'
import Bookmark from '@lucide/svelte/icons/bookmark'
import BookMarked from '@lucide/svelte/icons/book-marked'
import CalendarDays from '@lucide/svelte/icons/calendar-days'
import Clock from '@lucide/svelte/icons/clock'
import Dices from '@lucide/svelte/icons/dices'
import FolderTree from '@lucide/svelte/icons/folder-tree'
import Inbox from '@lucide/svelte/icons/inbox'
import MessagesSquare from '@lucide/svelte/icons/messages-square'
import LayoutGrid from '@lucide/svelte/icons/layout-grid'
import Trash2 from '@lucide/svelte/icons/trash-2'
import Tags from '@lucide/svelte/icons/tags'
import NotebookText from '@lucide/svelte/icons/notebook-text'
import Trophy from '@lucide/svelte/icons/trophy'
import Users from '@lucide/svelte/icons/users'
import Wrench from '@lucide/svelte/icons/wrench'
import type { Component } from 'svelte'
import type { App } from '../../state/app.svelte.ts'
import type { Place, PlaceKind } from '../../state/place.ts'
import { isSingle } from '../../state/place.ts'
import CompletenessPage from '../completeness/CompletenessPage.svelte'
import BlogList from '../blogs/BlogList.svelte'
import HelpPage from '../help/HelpPage.svelte'
import BinPage from '../bin/BinPage.svelte'
import ImportsHome from '../imports/ImportsHome.svelte'
import RunList from '../imports/RunList.svelte'
import LogPage from '../log/LogPage.svelte'
import MemberList from '../members/MemberList.svelte'
import SavedPage from '../saved-page/SavedPage.svelte'
import DipPage from '../dip/DipPage.svelte'
import TagList from '../own/TagList.svelte'
import ContinueList from '../reading/ContinueList.svelte'
import RankingsPage from '../rankings/RankingsPage.svelte'
import SavedSearchList from '../search/SavedSearchList.svelte'
import SettingsPage from '../settings/SettingsPage.svelte'
import ServicesPage from '../services/ServicesPage.svelte'
import ThreadRows from '../threads/ThreadRows.svelte'
import BoardList from './BoardList.svelte'

/** From what one does daily to what one does now and then. */
export const groups = ['reading', 'people', 'looking', 'keeping'] as const
type Group = (typeof groups)[number]

interface Offer {
  readonly icon: Component<{ size?: number; strokeWidth?: number }>
  /** Null for places that one reaches otherwise. */
  readonly group: Group | null
  readonly count?: (app: App) => number | undefined
}
type PlacePage = Partial<Offer> &
  ({ readonly list: Component; readonly beside?: Component } | { readonly whole: Component })

export const pages: Partial<Readonly<Record<PlaceKind, PlacePage>>> = {
  all: { list: ThreadRows, icon: MessagesSquare, group: 'reading', count: app => app.info?.stats.threads },
  latest: { list: ThreadRows, icon: Clock, group: 'reading' },
  continue: { list: ContinueList, icon: BookOpen, group: 'reading' },
  digest: { list: ThreadRows, icon: BookMarked, group: 'reading' },
  log: { whole: LogPage, icon: CalendarDays, group: 'reading' },
  dip: { whole: DipPage, icon: Dices, group: 'reading' },
  boards: { list: BoardList, icon: FolderTree, group: 'looking' },
  tags: { list: TagList, icon: Tags, group: 'looking', count: app => app.own.tags.length || undefined },
  tag: { list: ThreadRows },
  searches: {
    list: SavedSearchList,
    icon: Bookmark,
    group: 'looking',
    count: app => app.saved.all.length || undefined,
  },
  members: { list: MemberList, icon: Users, group: 'people', count: app => app.info?.stats.posters },
  rankings: { whole: RankingsPage, icon: Trophy, group: 'people' },
  blogs: { list: BlogList, icon: NotebookText, group: 'people' },
  completeness: { whole: CompletenessPage, icon: LayoutGrid, group: 'keeping' },
  page: { whole: SavedPage },
  imports: { list: RunList, beside: ImportsHome, icon: Inbox, group: 'keeping' },
  help: { whole: HelpPage },
  settings: { whole: SettingsPage },
  services: { whole: ServicesPage, icon: Wrench, group: 'keeping' },
  bin: { whole: BinPage, icon: Trash2, group: 'keeping' },
  forum: { list: ThreadRows },
  board: { list: ThreadRows },
}

/** The places of a group that are there, in the order of the list above. */
export function offered(group: Group): { readonly place: Place; readonly page: PlacePage }[] {
  return Object.entries(pages).flatMap(([kind, page]) =>
    page.group === group && isSingle(kind) ? [{ place: { kind }, page }] : [],
  )
}
