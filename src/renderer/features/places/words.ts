import type { ForumNode } from '../../../core/model/library.ts'
import { m } from '../../../messages/generated/messages.js'
import type { Place, PlaceKind } from '../../state/place.ts'

const names: Readonly<Record<PlaceKind, () => string>> = {
  all: m.places_all,
  latest: m.places_latest,
  continue: m.places_continue,
  digest: m.places_digest,
  boards: m.places_boards,
  dip: m.places_dip,
  log: m.places_log,
  members: m.places_members,
  rankings: m.places_rankings,
  blogs: m.places_blogs,
  tags: m.places_tags,
  searches: m.places_searches,
  imports: m.places_imports,
  completeness: m.places_completeness,
  services: m.places_services,
  bin: m.places_bin,
  help: m.places_help,
  settings: m.settings_title,
  forum: m.places_forum,
  board: m.places_board,
  tag: m.places_tag,
  page: m.places_page,
}

/** The name of a place as the side bar and its heading show it. */
export function placeInWords(place: Place, forums: readonly ForumNode[]): string {
  if (place.kind === 'forum') return forumInWords(forums.find(forum => forum.id === place.id))
  if (place.kind === 'board') {
    const board = forums.flatMap(forum => forum.boards).find(one => one.id === place.id)
    if (board) return board.name
  }
  return names[place.kind]()
}

/** A forum's name, else its address; pages copied as text often tell neither. */
export function forumInWords(forum: Pick<ForumNode, 'name' | 'host'> | undefined): string {
  return [forum?.name, forum?.host].find(name => name) ?? m.places_forum_unknown()
}
