import { z } from 'zod'
import { watchedFolder } from '../model/imports.ts'
import { procedure } from './procedure.ts'

const folder = z.object({ path: z.string().min(1) })

/** Folders whose new files are imported by themselves; none is watched that nobody named. */
export const watchContract = {
  'watch.list': procedure('reader', z.object({}), z.object({ folders: z.array(watchedFolder) })),
  /** Watches a folder from now on; what lies in it is taken first. */
  'watch.add': procedure('writer', folder, z.object({})),
  /** Forgets a folder; what was imported from it stays. */
  'watch.remove': procedure('writer', folder, z.object({})),
  'watch.set': procedure('writer', folder.extend({ isOn: z.boolean() }), z.object({})),
} as const
