import type { z } from 'zod'
import type { Settings } from '../contract/services.ts'
import { settings } from '../contract/services.ts'
import { readSettings, writeSetting } from '../store/settings.ts'
import type { ReadableDB, WritableDB } from '../store/sql.ts'

/** The library's settings; one that is not there or no longer understood has its default. */
export function getSettings(db: ReadableDB): Settings {
  const stored = readSettings(db)
  const understood = Object.entries(settings.shape).flatMap(([key, schema]: [string, z.ZodType]) => {
    const parsed = schema.safeParse(stored[key])
    return parsed.success ? [[key, parsed.data] as const] : []
  })
  return settings.parse(Object.fromEntries(understood))
}

/** Changes the settings that are given and answers them all. */
export function setSettings(
  db: WritableDB,
  changes: { [Key in keyof Settings]?: Settings[Key] | undefined },
): Settings {
  db.transaction(() => {
    for (const [key, setting] of Object.entries(changes)) if (setting !== undefined) writeSetting(db, key, setting)
  })()
  return getSettings(db)
}
