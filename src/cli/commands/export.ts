import path from 'node:path'
import type { Command } from 'commander'
import { Option } from 'commander'
import { exitStatus, ThreadloftError } from '../../core/errors.ts'
import { exportLibrary } from '../../core/library/export-folder.ts'
import { printResources } from '../../core/library/page-resources.ts'
import { writeWhole } from '../../core/library/write-whole.ts'
import { exportFormat } from '../../core/model/library.ts'
import type { ExportFormat } from '../../core/model/library.ts'
import { m } from '../../messages/generated/messages.js'
import { findChromium } from '../../web/chromium.ts'
import { chromiumPrinter } from '../../web/pdf-printer.ts'
import type { CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, libraryFolder, readLibrary, wholeNumber } from '../command.ts'
import { oneLine } from '../render/width.ts'

interface ExportOptions extends CommonOptions {
  readonly format?: ExportFormat
  readonly out?: string
  readonly all?: string
  readonly force?: boolean
}

/**
 * `threadloft export THREAD --format pdf|html|md|txt|jsonl --out FILE`; a dash as FILE is the standard output.
 * `threadloft export --all FOLDER`: the whole library in an open form, which an import takes back.
 */
export function addExport(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'export [thread]', m.cli_export())
    .addOption(new Option('--format <format>', m.cli_option_format()).choices(exportFormat.options))
    .option('--out <file>', m.cli_option_out())
    .option('--all <folder>', m.cli_option_all())
    .option('--force', m.cli_option_force())
    .action(async (written: string | undefined, options: ExportOptions) => {
      if (options.all !== undefined) return exportAll(surroundings, options, options.all)
      const { out } = options
      if (written === undefined || out === undefined)
        throw new ThreadloftError('bad-input', { name: 'export', reason: m.cli_export_what() })
      const threadId = wholeNumber('export', written)
      const format = options.format ?? formatOfName(out)
      const { content, suggestedName } = await readLibrary(surroundings, options, ask =>
        ask('exports.render', { threadId, format, locale: surroundings.locale }),
      )
      const title = suggestedName.slice(0, -path.extname(suggestedName).length || undefined)
      const bytes =
        format === 'pdf' ? await printed(content, title, options, surroundings) : Buffer.from(content, 'utf8')
      if (out === '-') {
        process.stdout.write(bytes)
        return
      }
      const target = path.resolve(out)
      await writeWhole(target, bytes, options.force === true)
      answerWith(surroundings, options, { threadId, format, path: target, bytes: bytes.byteLength }, () =>
        m.cli_exported({ path: oneLine(target), kilobytes: Math.ceil(bytes.byteLength / 1_000) }),
      )
    })
}

function exportAll(surroundings: Surroundings, options: CommonOptions, folder: string): void {
  const { terminal, version } = surroundings
  const exported = exportLibrary(libraryFolder(options), path.resolve(folder), version, (done, total) =>
    terminal.progress(m.cli_verify_progress({ done, total })),
  )
  terminal.clearProgress()
  answerWith(surroundings, options, exported, () => {
    const { path: place, originals, assets, missing } = exported
    const lost = missing.map(name => m.cli_export_missing({ name: oneLine(name) }))
    return [...lost, m.cli_exported_all({ path: oneLine(place), originals, assets })].join('\n')
  })
  if (exported.missing.length > 0) process.exitCode = exitStatus['original-damaged']
}

function formatOfName(out: string): ExportFormat {
  const known = exportFormat.safeParse(path.extname(out).slice(1).toLowerCase())
  if (known.success) return known.data
  throw new ThreadloftError('bad-input', { name: '--format', reason: m.cli_format_needed() })
}

async function printed(
  html: string,
  title: string,
  options: CommonOptions,
  surroundings: Surroundings,
): Promise<Uint8Array> {
  const chromium = await findChromium()
  if (chromium === null) throw new ThreadloftError('printer-missing')
  const resources = printResources(libraryFolder(options), path.join(surroundings.home, 'resources', 'fonts'))
  surroundings.terminal.progress(m.cli_printing())
  return chromiumPrinter(chromium, resources).print({ html, title })
}
