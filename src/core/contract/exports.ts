import { z } from 'zod'
import type { ErrorCode } from '../errors.ts'
import { exitStatus } from '../errors.ts'
import { exportFormat } from '../model/library.ts'
import { procedure } from './procedure.ts'

const failedThread = z.object({
  threadId: z.number().int(),
  code: z.custom<ErrorCode>(code => typeof code === 'string' && Object.hasOwn(exitStatus, code)),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
})

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
  /**
   * Writes many threads, each to a file of its own, into a folder that the host asks for (desktop) or into one archive to
   * fetch (web view). One that cannot be written is named and does not stop the rest. Tells its progress; cancelled, it
   * keeps what is finished. Nothing is written when the person changed their mind.
   */
  'exports.threads': procedure(
    'host',
    z.object({ threadIds: z.array(z.number().int()).min(1).max(10_000), format: exportFormat }),
    z.object({
      path: z.string().nullable(),
      download: z.string().nullable(),
      written: z.number().int(),
      failed: z.array(failedThread),
      isCancelled: z.boolean(),
    }),
  ),
  /** Ends the export of many threads that is going on. */
  'exports.cancel': procedure('host', z.object({}), z.object({})),
  /** The thread as one text in a text format; `pdf` is the print HTML that a PdfPrinter takes. */
  'exports.render': procedure(
    'reader',
    z.object({ threadId: z.number().int(), format: exportFormat, locale: z.string().default('en') }),
    z.object({ content: z.string(), suggestedName: z.string() }),
  ),
} as const
