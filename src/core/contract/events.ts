import { z } from 'zod'
import { importCounts, importPace, importState, reportReason } from '../model/imports.ts'

/** Commands of the screens that a host's menu offers too, under the names of the keyboard map. */
export const hostCommand = z.enum([
  'search',
  'goToFloor',
  'nextThread',
  'previousThread',
  'nextMatch',
  'previousMatch',
  'starterOnly',
  'newestFirst',
  'exportThread',
  'exportThreads',
  'palette',
  'goBack',
  'goForward',
  'textLarger',
  'textSmaller',
  'textUsual',
  'settings',
  'help',
  'keys',
])
export type HostCommand = z.infer<typeof hostCommand>

/** What the library tells without being asked. Every event may be missed: a screen can always ask anew. */
export const events = {
  /** The person chose a command of the screens in the menu of the host. */
  'host.command': z.object({ command: hostCommand }),
  'imports.progress': importCounts.extend({
    runId: z.number().int(),
    state: importState,
    newPosts: z.number().int(),
    ...importPace.shape,
    /** Why a run failed. */
    reason: reportReason.nullable(),
    /** The file being read now, for a line of text. */
    current: z.string().nullable(),
  }),
  /** The thread that changes the library has died: nothing is imported or changed until the program is started anew. */
  'library.lost': z.object({ reason: z.string() }),
  /** Watched folders were added, taken away, switched or found anew. */
  'watch.changed': z.object({}),
  /** How far a long piece of work on the whole library has come, in things of its own kind. */
  'upkeep.progress': z.object({
    task: z.enum(['verify', 'reread', 'salvage', 'mend']),
    done: z.number().int(),
    total: z.number().int(),
  }),
  /** How many of the threads that are exported are through; all of them when the export is over, however it ended. */
  'exports.progress': z.object({ done: z.number().int(), total: z.number().int() }),
  /** The day's backup could not be made; the library works on. */
  'upkeep.failed': z.object({ task: z.literal('backup'), code: z.string(), path: z.string().nullable() }),
  /** Another state of the library has taken the place of the one before: everything is to be asked for anew. */
  'library.replaced': z.object({}),
  /** A search found the index unusable and read the texts instead; where the library can be changed, it is made anew. */
  'search.indexUnusable': z.object({}),
  /** Threads were added or changed; lists may be asked for again. */
  'library.changed': z.object({ threadIds: z.array(z.number().int()) }),
} as const

export type EventName = keyof typeof events
export type EventData<Name extends EventName> = z.infer<(typeof events)[Name]>
export type Emit = <Name extends EventName>(name: Name, data: EventData<Name>) => void
