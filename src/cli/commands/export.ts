import path from 'node:path'
import type { Command } from 'commander'
import { Option } from 'commander'
import { ThreadloftError } from '../../core/errors.ts'
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
  readonly out: string
  readonly force?: boolean
}

/** `threadloft export THREAD --format pdf|html|md|txt|jsonl --out FILE`; a dash as FILE is the standard output. */
export function addExport(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'export <thread>', m.cli_export())
    .addOption(new Option('--format <format>', m.cli_option_format()).choices(exportFormat.options))
    .requiredOption('--out <file>', m.cli_option_out())
    .option('--force', m.cli_option_force())
    .action(async (written: string, options: ExportOptions) => {
      const threadId = wholeNumber('export', written)
      const format = options.format ?? formatOfName(options.out)
      const { content, suggestedName } = await readLibrary(surroundings, options, ask =>
        ask('exports.render', { threadId, format, locale: surroundings.locale }),
      )
      const title = suggestedName.slice(0, -path.extname(suggestedName).length || undefined)
      const bytes =
        format === 'pdf' ? await printed(content, title, options, surroundings) : Buffer.from(content, 'utf8')
      if (options.out === '-') {
        process.stdout.write(bytes)
        return
      }
      const target = path.resolve(options.out)
      await writeWhole(target, bytes, options.force === true)
      answerWith(surroundings, options, { threadId, format, path: target, bytes: bytes.byteLength }, () =>
        m.cli_exported({ path: oneLine(target), kilobytes: Math.ceil(bytes.byteLength / 1_000) }),
      )
    })
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
