import type { ForumNode } from '../../../core/model/library.ts'
import { m } from '../../../messages/generated/messages.js'
import type { Place } from '../../state/route.ts'

/** The name of a place as the places pane shows it. */
export function placeInWords(place: Place, forums: readonly ForumNode[]): string {
  switch (place.kind) {
    case 'all':
      return m.places_all()
    case 'latest':
      return m.places_latest()
    case 'digest':
      return m.places_digest()
    case 'members':
      return m.places_members()
    case 'imports':
      return m.places_imports()
    case 'forum':
      return forumInWords(forums.find(forum => forum.id === place.id))
    case 'board':
      return forums.flatMap(forum => forum.boards).find(board => board.id === place.id)?.name ?? m.places_boards()
  }
}

/** A forum's name, else its address; pages copied as text often tell neither. */
export function forumInWords(forum: Pick<ForumNode, 'name' | 'host'> | undefined): string {
  return [forum?.name, forum?.host].find(name => name) ?? m.places_forum_unknown()
}
