/* The calls that the host answers itself, the same in every host; what differs comes as ports. */
import { contract } from '../contract/index.ts'
import type { Emit } from '../contract/events.ts'
import type { Input, Output } from '../contract/index.ts'
import type { Handlers } from '../contract/procedure.ts'
import { answer } from '../contract/procedure.ts'
import { ThreadloftError } from '../errors.ts'
import type { Locale } from '../../messages/error-text.ts'
import type { TableFormat } from '../model/imports.ts'
import type { ExportFormat } from '../model/library.ts'
import type { CallByName } from './call-by-name.ts'
import { ask } from './call-by-name.ts'
import type { ExportFolder } from './export-threads.ts'
import { exportThreads } from './export-threads.ts'
import { reportCsv, reportJson } from './import-table.ts'
import type { Opener, PdfPrinter } from './ports.ts'
import { repairLibrary } from './repair-library.ts'
import { safeLink } from './safe-link.ts'
import { writeWhole } from './write-whole.ts'

export type { CallByName } from './call-by-name.ts'

export const hostContract = {
  'imports.sample': contract['imports.sample'],
  'imports.choose': contract['imports.choose'],
  'imports.exportReport': contract['imports.exportReport'],
  'exports.thread': contract['exports.thread'],
  'exports.threads': contract['exports.threads'],
  'exports.cancel': contract['exports.cancel'],
  'gaps.export': contract['gaps.export'],
  'services.repair': contract['services.repair'],
  'host.openLink': contract['host.openLink'],
  'host.showLibrary': contract['host.showLibrary'],
  'host.abilities': contract['host.abilities'],
} as const

/**
 * Where an export goes, replacing what is there: the person agreed to that. `download` is the relative address to fetch
 * it from where the person cannot reach the path.
 */
export interface ExportTarget {
  readonly path: string
  readonly download: string | null
}

export interface HostPorts {
  readonly abilities: Output<'host.abilities'>
  readonly sampleFolder: string
  readonly opener: Opener
  /** Null where no PDF can be made. */
  readonly printer: PdfPrinter | null
  /** Asks for files or a folder; empty when the person changed their mind or cannot be asked. */
  choosePaths(kind: 'files' | 'folder'): Promise<string[]>
  /** Asks where an export goes; null when the person changed their mind. */
  chooseTarget(suggestedName: string, format: FileFormat): Promise<ExportTarget | null>
  /** Asks for the folder that many files go into; null when the person changed their mind. */
  chooseFolder(): Promise<ExportFolder | null>
  /** Tells the windows something, as the library does. */
  readonly emit: Emit
}

/** The handlers of a host. `call` is the library's own call. */
export function hostHandlers(call: CallByName, ports: HostPorts): Handlers<typeof hostContract> {
  const exporting = new Set<AbortController>()
  return {
    'imports.sample': async () => ask(call, 'imports.start', { paths: [ports.sampleFolder], kind: 'sample' }),
    'imports.choose': async ({ kind }) => ({ paths: await ports.choosePaths(kind) }),
    'imports.exportReport': input => exportReport(call, ports, input),
    'exports.thread': input => exportThread(call, ports, input),
    'exports.threads': input => exportMany(call, ports, input, exporting),
    'exports.cancel': () => {
      for (const running of exporting) running.abort()
      return {}
    },
    'gaps.export': input => exportGaps(call, ports, input),
    'services.repair': () => repairLibrary(call),
    'host.openLink': async ({ url }) => {
      const link = safeLink(url)
      if (link === null) throw new ThreadloftError('bad-input', { name: 'host.openLink', reason: 'not a web link' })
      await ports.opener.openLink(link)
      return {}
    },
    'host.showLibrary': async () => {
      const info = await ask(call, 'library.info', {})
      await ports.opener.openFolder(info.path)
      return {}
    },
    'host.abilities': () => ports.abilities,
  }
}

/** Every call there is: what the host answers goes to `handlers`, the rest to the library. */
export function callOf(library: { call: CallByName }, handlers: Handlers<typeof hostContract>): CallByName {
  return (name, input) =>
    Object.hasOwn(hostContract, name) ? answer(hostContract, handlers, name, input) : library.call(name, input)
}

/** What can be written: a thread in one of its forms, a table, or an archive of many files. */
export type FileFormat = ExportFormat | TableFormat | 'zip'

async function exportReport(
  call: CallByName,
  ports: HostPorts,
  { runId, outcome, format }: Input<'imports.exportReport'>,
): Promise<Output<'imports.exportReport'>> {
  const report = await ask(call, 'imports.report', { runId })
  const items = report.items.filter(item => !outcome || item.outcome === outcome)
  const target = await ports.chooseTarget(`import-${runId}.${format}`, format)
  if (!target) return { path: null, download: null, bytes: 0 }
  const locale = await personsLocale(call, ports)
  const text = format === 'csv' ? reportCsv(items, locale) : reportJson(report, items, locale)
  return written(target, Buffer.from(text, 'utf8'))
}

async function personsLocale(call: CallByName, { abilities }: HostPorts): Promise<Locale> {
  const { locale } = await ask(call, 'settings.get', {})
  return locale === 'system' ? messageLocale(abilities.systemLocale) : locale
}

async function written(
  target: ExportTarget,
  bytes: Uint8Array,
): Promise<{ path: string | null; download: string | null; bytes: number }> {
  await writeWhole(target.path, bytes, true)
  return { path: target.download === null ? target.path : null, download: target.download, bytes: bytes.byteLength }
}

async function exportThread(
  call: CallByName,
  ports: HostPorts,
  { threadId, format }: Input<'exports.thread'>,
): Promise<Output<'exports.thread'>> {
  const { printer } = ports
  if (format === 'pdf' && !printer) throw new ThreadloftError('printer-missing')
  const { content, suggestedName } = await ask(call, 'exports.render', {
    threadId,
    format,
    locale: await personsLocale(call, ports),
  })
  const target = await ports.chooseTarget(suggestedName, format)
  if (!target) return { path: null, download: null, bytes: 0 }
  const bytes =
    format === 'pdf' && printer
      ? await printer.print({ html: content, title: suggestedName.replace(/\.pdf$/i, '') })
      : Buffer.from(content, 'utf8')
  return written(target, bytes)
}

async function exportMany(
  call: CallByName,
  ports: HostPorts,
  input: Input<'exports.threads'>,
  exporting: Set<AbortController>,
): Promise<Output<'exports.threads'>> {
  const { printer, emit } = ports
  if (input.format === 'pdf' && !printer) throw new ThreadloftError('printer-missing')
  const folder = await ports.chooseFolder()
  if (!folder) return { path: null, download: null, written: 0, failed: [], isCancelled: true }
  const running = new AbortController()
  exporting.add(running)
  try {
    const locale = await personsLocale(call, ports)
    return await exportThreads(input, folder, { call, locale, printer, emit, signal: running.signal })
  } finally {
    exporting.delete(running)
  }
}

async function exportGaps(
  call: CallByName,
  ports: HostPorts,
  { filter, format }: Input<'gaps.export'>,
): Promise<Output<'gaps.export'>> {
  const locale = await personsLocale(call, ports)
  const { content, suggestedName } = await ask(call, 'gaps.render', { filter, format, locale })
  const target = await ports.chooseTarget(suggestedName, format)
  return target ? written(target, Buffer.from(content, 'utf8')) : { path: null, download: null, bytes: 0 }
}

/** The language of ours that fits a system's locale best. */
export function messageLocale(systemLocale: string): Locale {
  const { language, script } = new Intl.Locale(systemLocale).maximize()
  if (language !== 'zh') return 'en'
  return script === 'Hant' ? 'zh-Hant' : 'zh-Hans'
}
