import type { ForumNode } from '../../../core/model/library.ts'
import { m } from '../../../messages/generated/messages.js'
import { parseRoute } from '../../state/route.ts'
import type { Tab } from '../../state/tabs.ts'
import { placeInWords } from '../places/words.ts'

/** A place is called what the language of now calls it; whatever is open in a tab has the name it had. */
export function tabTitle(tab: Tab, forums: readonly ForumNode[]): string {
  const { place, threadId, memberId, runId, query } = parseRoute(tab.hash)
  const isOpen = threadId !== null || memberId !== null || runId !== null || query !== null
  return (isOpen || 'id' in place ? tab.title : placeInWords(place, forums)) || m.app_name()
}
