import { z } from 'zod'
import { importReport } from '../model/library.ts'
import { procedure } from './procedure.ts'

const run = z.object({ runId: z.number().int() })

export const importsContract = {
  /**
   *  Starts an import of files and folders of this machine; progress comes as `imports.progress` events.
   *  `root` is a folder to leave out of the names in reports, such as that of an upload.
   */
  'imports.start': procedure(
    'writer',
    z.object({ paths: z.array(z.string()).min(1), root: z.string().optional() }),
    run,
  ),
  /** Stops a run within a second; what it finished stays. */
  'imports.cancel': procedure('writer', run, z.object({})),
  'imports.report': procedure('reader', run, importReport),
  /** The newest runs first, without their items. */
  'imports.list': procedure(
    'reader',
    z.object({ limit: z.number().int().min(1).max(1_000).default(50) }),
    z.object({ runs: z.array(importReport.omit({ items: true, threads: true })) }),
  ),
  /** Starts an import of the sample forum that comes with the program. */
  'imports.sample': procedure('host', z.object({}), run),
  /** Asks for files or folders in the system's dialog; an empty list when the person changed their mind. */
  'imports.choose': procedure(
    'host',
    z.object({ kind: z.enum(['files', 'folder']) }),
    z.object({ paths: z.array(z.string()) }),
  ),
} as const
