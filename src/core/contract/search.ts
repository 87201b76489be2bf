import { z } from 'zod'
import { completion, searchFacets, searchHit, suggestion } from '../model/library.ts'
import { procedure } from './procedure.ts'

/** What counts as the same character; all of it unless a search says otherwise. */
export const searchFold = z.object({
  case: z.boolean().default(true),
  accents: z.boolean().default(true),
  width: z.boolean().default(true),
  /** 簡 and 繁. */
  han: z.boolean().default(true),
})

export const searchContract = {
  'search.run': procedure(
    'reader',
    z.object({
      query: z.string().max(1_000_000),
      order: z.enum(['relevance', 'newest', 'oldest', 'floor']).default('relevance'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1_000).default(50),
      /** `threads`: one hit a thread, its best post; offset and limit count threads. */
      group: z.enum(['posts', 'threads']).default('posts'),
      facets: z.boolean().default(false),
      /** Whether the total must be exact: by relevance, the first hits are there much sooner where it need not be. */
      exact: z.boolean().default(true),
      /** Who asks, such as a field: a search that still waits is refused as cancelled when the same asker asks anew. */
      asker: z.string().max(100).nullable().default(null),
      fold: searchFold.default(searchFold.parse({})),
    }),
    z.object({
      /** Number of matching posts; where that is not exact, there are more, and facets and threads are of these. */
      total: z.number().int(),
      isExact: z.boolean(),
      /** Number of threads they are in, where hits are grouped by thread. */
      threads: z.number().int().nullable(),
      facets: searchFacets.nullable(),
      hits: z.array(searchHit),
      tookMs: z.number(),
      /** Posts that are not in the index yet, 0 nearly always. Where they are some thousands, they are read and found too. */
      notIndexed: z.number().int(),
      /** The index is damaged and being made anew: every text was read instead, which finds the same but takes longer. */
      scanned: z.boolean(),
      /** The terms and phrases, folded as asked, for marking them in the opened thread. */
      terms: z.array(z.string()),
    }),
  ),
  /** What may stand where the cursor is: fields, or values of the field before it, best first. */
  'search.complete': procedure(
    'reader',
    z.object({
      query: z.string().max(1_000_000),
      /** In UTF-16 units, from 0. */
      cursor: z.number().int().min(0),
      limit: z.number().int().min(1).max(50).default(10),
    }),
    z.object({
      /** The piece of the query that a completion takes the place of. */
      from: z.number().int(),
      to: z.number().int(),
      /** The field whose values these are; null where fields are offered, or nothing is. */
      field: z.string().nullable(),
      completions: z.array(completion),
    }),
  ),
  /** Makes an index that cannot be used anew from the posts, behind all other work; does nothing where it is sound. */
  'search.rebuild': procedure('writer', z.object({}), z.object({})),
  /** Threads, people and boards whose names begin like or resemble the text. */
  'search.suggest': procedure(
    'reader',
    z.object({ text: z.string().max(1_000), limit: z.number().int().min(1).max(50).default(8) }),
    z.object({ suggestions: z.array(suggestion) }),
  ),
} as const
