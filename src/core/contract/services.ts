import { z } from 'zod'
import { libraryStats } from '../model/library.ts'
import { pageReading } from '../model/reading.ts'
import { doubt } from '../model/upkeep.ts'
import { procedure } from './procedure.ts'

export const settings = z.object({
  locale: z.enum(['system', 'en', 'zh-Hans', 'zh-Hant']).default('system'),
  theme: z.enum(['system', 'light', 'dark', 'sepia']).default('system'),
  textSize: z.number().min(12).max(28).default(17),
  /** Height of a line of a post in the size of its text. */
  lineHeight: z.number().min(1.3).max(2.4).default(1.78),
  /** Width of a post's text, in characters of Chinese. */
  textWidth: z.number().min(20).max(80).default(38),
  chineseFont: z.enum(['system', 'hei', 'song', 'kai', 'fang']).default('system'),
  latinFont: z.enum(['system', 'sans', 'serif', 'mono']).default('system'),
  density: z.enum(['roomy', 'compact']).default('roomy'),
  /** In which Chinese characters posts are shown; never how they are kept. */
  han: z.enum(['as-written', 'zh-Hans', 'zh-Hant']).default('as-written'),
  showSignatures: z.boolean().default(true),
  hideIgnored: z.boolean().default(true),
  replyTree: z.boolean().default(true),
  /** How fast posts are read aloud. */
  speechRate: z.number().min(0.5).max(3).default(1),
  paneWidths: z.object({ places: z.number(), threads: z.number() }).default({ places: 208, threads: 340 }),
  hiddenPanes: z.array(z.enum(['places', 'threads'])).default([]),
  foldedForums: z.array(z.number().int()).max(10_000).default([]),
  /** What was last searched for, newest first. */
  recentSearches: z.array(z.string().max(1_000)).max(50).default([]),
  /** What was open when the window was last seen. */
  tabs: z
    .object({
      open: z.array(z.object({ hash: z.string().max(4_000), title: z.string().max(1_000) })).max(100),
      front: z.number().int().min(0),
    })
    .default({ open: [], front: 0 }),
  /** The keys of the commands whose keys the person changed. */
  keys: z.record(z.string().max(40), z.array(z.string().max(40)).max(6)).default({}),
})
export type Settings = z.infer<typeof settings>

/** A default fills in what is absent, also in a partial object; a change must leave what it does not name. */
const withoutDefaults = <Shape extends Record<string, z.ZodDefault>>(shape: Shape) =>
  Object.fromEntries(Object.entries(shape).map(([key, setting]) => [key, setting.unwrap()])) as {
    [Key in keyof Shape]: ReturnType<Shape[Key]['unwrap']>
  }
export const settingsChange = z.object(withoutDefaults(settings.shape)).partial()

export const servicesContract = {
  'library.info': procedure(
    'reader',
    z.object({}),
    z.object({
      path: z.string(),
      readOnly: z.boolean(),
      /** The code of what kept the library from being opened for writing. */
      readOnlyReason: z.string().nullable(),
      /** Why the library may lack something; a repair looks. */
      doubt: doubt.nullable(),
      version: z.string(),
      stats: libraryStats,
    }),
  ),
  'settings.get': procedure('reader', z.object({}), settings),
  'settings.set': procedure('writer', settingsChange, settings),
  /** Reads one saved file without putting it into the library. */
  'inspect.file': procedure('writer', z.object({ path: z.string() }), z.object({ pages: z.array(pageReading) })),
  /** Opens a web or mail address in the person's browser; http, https and mailto only. */
  'host.openLink': procedure('host', z.object({ url: z.string() }), z.object({})),
  /** Shows the folder of the library in the system's own file window. */
  'host.showLibrary': procedure('host', z.object({}), z.object({})),
  /** What this host can do, so that the screens offer nothing it cannot. */
  'host.abilities': procedure(
    'host',
    z.object({}),
    z.object({
      shell: z.enum(['desktop', 'web']),
      dialogs: z.boolean(),
      filePaths: z.boolean(),
      pdf: z.boolean(),
      platform: z.string(),
      systemLocale: z.string(),
    }),
  ),
} as const
