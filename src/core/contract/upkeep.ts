import { z } from 'zod'
import { backup, backupReason, rereadReport, verifyReport } from '../model/upkeep.ts'
import { procedure } from './procedure.ts'

/** Long work on the library as a whole, done in a thread of its own so that questions stay quick. */
export const upkeepContract = {
  /** Proves every original, row, post and index entry, and names what is wrong; progress comes as `upkeep.progress`. */
  'services.verify': procedure('keeper', z.object({}), verifyReport),
  /** Reads the kept originals again, or those that an engine read, and merges what is understood better now. */
  'services.reread': procedure('writer', z.object({ engine: z.string().nullable().default(null) }), rereadReport),
  /** Stops the reading again under way, if any; its report tells how far it came. */
  'services.cancelReread': procedure('writer', z.object({}), z.object({})),
  /** Makes a checked backup of the database, and drops the automatic ones that are no longer needed beside it. */
  'backups.make': procedure('keeper', z.object({ reason: backupReason.default('manual') }), backup),
  /** The backups there are, newest first, and whether the day's one is still to be made. */
  'backups.list': procedure(
    'reader',
    z.object({ counts: z.boolean().default(true) }),
    z.object({ backups: z.array(backup), due: z.boolean() }),
  ),
} as const
