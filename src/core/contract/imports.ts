import { z } from 'zod'
import { filePreview, importKind, importOutcome, importReport, importRun, tableFormat } from '../model/imports.ts'
import { procedure } from './procedure.ts'

const run = z.object({ runId: z.number().int() })
const done = z.object({})
const pasted = z.string().max(4_000_000)

export const importsContract = {
  /**
   *  Starts an import of files and folders of this machine; progress comes as `imports.progress` events.
   *  `root` is a folder to leave out of the names in reports, such as that of an upload.
   */
  'imports.start': procedure(
    'writer',
    z.object({
      paths: z.array(z.string()).min(1),
      root: z.string().optional(),
      kind: importKind.extract(['hand', 'sample']).default('hand'),
    }),
    run,
  ),
  /** Imports what was pasted: of the forms in which the clipboard had it, the one that is understood best. */
  'imports.paste': procedure(
    'writer',
    z.object({ html: pasted.nullable(), text: pasted.nullable() }).refine(({ html, text }) => html ?? text),
    run,
  ),
  /** Stops a run within a second; what it finished stays. */
  'imports.cancel': procedure('writer', run, done),
  /** Lets a run rest, and answers when it does: within a second, with nothing half stored. */
  'imports.pause': procedure('writer', run, done),
  'imports.resume': procedure('writer', run, done),
  /** Goes on with a run that was interrupted or failed, as the same run: what is done is not read again. */
  'imports.continue': procedure('writer', run, done),
  /** Tries the failed files of a run again, from where they were or from what was kept of them, in a run of its own. */
  'imports.retry': procedure('writer', run, run),
  /** What one file would bring, with nothing written. */
  'imports.preview': procedure('writer', z.object({ path: z.string() }), filePreview),
  'imports.report': procedure('reader', run, importReport),
  /** The newest runs first, without their items. */
  'imports.list': procedure(
    'reader',
    z.object({ limit: z.number().int().min(1).max(1_000).default(50) }),
    z.object({ runs: z.array(importRun) }),
  ),
  /** Starts an import of the sample forum that comes with the program. */
  'imports.sample': procedure('host', z.object({}), run),
  /** Asks for files or folders in the system's dialog; an empty list when the person changed their mind. */
  'imports.choose': procedure(
    'host',
    z.object({ kind: z.enum(['files', 'folder']) }),
    z.object({ paths: z.array(z.string()) }),
  ),
  /** Writes a report, or the part with one outcome, as a table; nulls when the person changed their mind. */
  'imports.exportReport': procedure(
    'host',
    z.object({
      runId: z.number().int(),
      outcome: importOutcome.nullable().default(null),
      format: tableFormat,
    }),
    z.object({ path: z.string().nullable(), download: z.string().nullable(), bytes: z.number().int() }),
  ),
} as const
