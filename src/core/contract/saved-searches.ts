import { z } from 'zod'
import { savedSearch } from '../model/library.ts'
import { procedure } from './procedure.ts'

const search = z.object({ searchId: z.number().int() })
const searchName = z.string().trim().min(1).max(200)

export const savedSearchesContract = {
  /** In their order. Counts are of now; without them the answer costs nothing, however large the library. */
  'searches.list': procedure(
    'reader',
    z.object({ counts: z.boolean().default(true) }),
    z.object({ searches: z.array(savedSearch) }),
  ),
  /** Keeps a search, or changes what a kept one searches for. Refuses a query that cannot be read or leads back to it. */
  'searches.save': procedure(
    'writer',
    z.object({ searchId: z.number().int().nullable().default(null), name: searchName, query: z.string().max(20_000) }),
    search,
  ),
  /** Other saved searches that use it by its name are changed with it. */
  'searches.rename': procedure('writer', search.extend({ name: searchName }), z.object({})),
  /** Refused while another saved search uses it. */
  'searches.remove': procedure('writer', search, z.object({})),
  /** Puts it at a place among the others, from 0. */
  'searches.move': procedure('writer', search.extend({ place: z.number().int().min(0) }), z.object({})),
} as const
