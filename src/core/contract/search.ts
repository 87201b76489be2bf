import { z } from 'zod'
import { searchFacets, searchHit, suggestion } from '../model/library.ts'
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
      order: z.enum(['relevance', 'newest', 'oldest']).default('relevance'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1_000).default(50),
      /** `threads`: one hit a thread, its best post; offset and limit count threads. */
      group: z.enum(['posts', 'threads']).default('posts'),
      facets: z.boolean().default(false),
      fold: searchFold.default(searchFold.parse({})),
    }),
    z.object({
      /** Exact number of matching posts. */
      total: z.number().int(),
      /** Exact number of threads they are in, where hits are grouped by thread. */
      threads: z.number().int().nullable(),
      facets: searchFacets.nullable(),
      hits: z.array(searchHit),
      tookMs: z.number(),
      /** The terms and phrases, folded as asked, for marking them in the opened thread. */
      terms: z.array(z.string()),
    }),
  ),
  /** Threads, people and boards whose names begin like or resemble the text. */
  'search.suggest': procedure(
    'reader',
    z.object({ text: z.string().max(1_000), limit: z.number().int().min(1).max(50).default(8) }),
    z.object({ suggestions: z.array(suggestion) }),
  ),
} as const
