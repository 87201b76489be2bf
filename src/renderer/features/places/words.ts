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
      return forums.find(forum => forum.id === place.id)?.name ?? m.places_boards()
    case 'board':
      return forums.flatMap(forum => forum.boards).find(board => board.id === place.id)?.name ?? m.places_boards()
  }
}
