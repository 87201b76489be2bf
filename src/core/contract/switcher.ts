import { z } from 'zod'
import { switcherItem, switcherKind } from '../model/library.ts'
import { procedure } from './procedure.ts'

export const switcherContract = {
  /**
   * Threads, people, boards, forums, tags and saved searches by what one types of their names: pieces, beginnings, with
   * typing errors, Chinese by its pinyin or initials. What is used most comes first; for no text, what was used last.
   */
  'switcher.find': procedure(
    'reader',
    z.object({
      text: z.string().max(1_000),
      limit: z.number().int().min(1).max(100).default(20),
      kinds: z.array(switcherKind).default([...switcherKind.options]),
    }),
    z.object({ items: z.array(switcherItem) }),
  ),
  /** Tells that the person went to something, so that it comes earlier the next time. */
  'visits.note': procedure('writer', z.object({ kind: switcherKind, id: z.number().int() }), z.object({})),
} as const
