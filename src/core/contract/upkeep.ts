import { z } from 'zod'
import {
  backup,
  backupReason,
  mendReport,
  repairReport,
  rereadReport,
  salvageReport,
  verifyReport,
} from '../model/upkeep.ts'
import { procedure } from './procedure.ts'

/** Long work on the library as a whole, done in a thread of its own so that questions stay quick. */
export const upkeepContract = {
  /** Proves every original, row, post and index entry, and names what is wrong; progress comes as `upkeep.progress`. */
  'services.verify': procedure('keeper', z.object({}), verifyReport),
  /** Reads the kept originals again, or those that an engine read, and merges what is understood better now. */
  'services.reread': procedure('writer', z.object({ engine: z.string().nullable().default(null) }), rereadReport),
  /** Stops the reading again or the mending under way, if any; the report of reading again tells how far it came. */
  'services.cancelReread': procedure('writer', z.object({}), z.object({})),
  /** Proves the library, rebuilds all that can be rebuilt, and proves it again: what remains is named. */
  'services.repair': procedure('host', z.object({}), repairReport),
  /** The part of a repair that needs a library that can be opened. */
  'services.mend': procedure('writer', z.object({}), mendReport),
  /** The part of a repair for a damaged database: what can be read of it becomes a new one. */
  'services.salvage': procedure('mender', z.object({}), salvageReport),
  /** The engines that read something, with how many files each read. */
  'services.engines': procedure(
    'reader',
    z.object({}),
    z.object({ engines: z.array(z.object({ id: z.string(), files: z.number().int() })) }),
  ),
  /** Makes a checked backup of the database, and drops the automatic ones that are no longer needed beside it. */
  'backups.make': procedure('keeper', z.object({ reason: backupReason.default('manual') }), backup),
  /** The backups there are, newest first, and whether the day's one is still to be made. */
  'backups.list': procedure(
    'reader',
    z.object({ counts: z.boolean().default(true) }),
    z.object({ backups: z.array(backup), due: z.boolean() }),
  ),
  /**
   * Puts a backup in the place of the database, which is set aside: the one named, else the newest that passes its check.
   * The library is closed for it and opened again after; `library.replaced` tells so.
   */
  'backups.restore': procedure(
    'mender',
    z.object({ name: z.string().nullable().default(null) }),
    z.object({
      restored: backup,
      /** What the present database is called among the backups now; null where there was none. */
      aside: z.string().nullable(),
      /** Newer backups that did not pass their check. */
      passedOver: z.array(z.string()),
    }),
  ),
  /** What there is to help a library that cannot be opened: its backups and how many originals are kept. */
  'library.examine': procedure(
    'mender',
    z.object({}),
    z.object({ path: z.string(), backups: z.array(backup), originals: z.number().int() }),
  ),
} as const
