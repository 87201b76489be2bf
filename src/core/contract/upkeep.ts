import { z } from 'zod'
import { verifyReport } from '../model/upkeep.ts'
import { procedure } from './procedure.ts'

/** Long work on the library as a whole, done in a thread of its own so that questions stay quick. */
export const upkeepContract = {
  /** Proves every original, row, post and index entry, and names what is wrong; progress comes as `upkeep.progress`. */
  'services.verify': procedure('keeper', z.object({}), verifyReport),
} as const
