import { z } from 'zod'
import { exportFormat } from '../model/library.ts'
import { procedure } from './procedure.ts'

export const exportsContract = {
  /**
   * Writes a thread to a file: the host asks where (desktop) or puts it into its download area (web view) and gives a
   * relative address to fetch it from. A page never names a path. Both are null when the person changed their mind.
   */
  'exports.thread': procedure(
    'host',
    z.object({ threadId: z.number().int(), format: exportFormat }),
    z.object({ path: z.string().nullable(), download: z.string().nullable(), bytes: z.number().int() }),
  ),
  /** The thread as one text in a text format; `pdf` is the print HTML that a PdfPrinter takes. */
  'exports.render': procedure(
    'reader',
    z.object({ threadId: z.number().int(), format: exportFormat, locale: z.string().default('en') }),
    z.object({ content: z.string(), suggestedName: z.string() }),
  ),
} as const
