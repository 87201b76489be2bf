import type { Command } from 'commander'
import type { Output } from '../../core/contract/index.ts'
import { connectLibrary } from '../../core/library/connect.ts'
import type { MissingPart, ThreadGap, ThreadGaps } from '../../core/model/gaps.ts'
import { m } from '../../messages/generated/messages.js'
import type { Ask, CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, askOf, libraryFolder, readLibrary, wholeNumber } from '../command.ts'
import { table } from '../render/table.ts'
import { oneLine } from '../render/width.ts'

/** `threadloft gaps [THREAD]`: what the library or one thread lacks, with the address to open for each. */
export function addGaps(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'gaps [thread]', m.cli_gaps()).action(
    async (written: string | undefined, options: CommonOptions) => {
      if (written !== undefined) {
        const threadId = wholeNumber('gaps', written)
        const gaps = await readLibrary(surroundings, options, ask => ask('threads.gaps', { threadId }))
        return answerWith(surroundings, options, gaps, () => threadText(gaps))
      }
      await countFirst(surroundings, options)
      const report = await readLibrary(surroundings, options, wholeReport)
      answerWith(surroundings, options, report, () => reportText(report, surroundings.terminal.width))
    },
  )
}

/** Counts what is still to be counted, where the library can be written; else the report says that some is not. */
async function countFirst({ entries }: Surroundings, options: CommonOptions): Promise<void> {
  const library = await connectLibrary({ folder: libraryFolder(options), entries, readers: 1 })
  try {
    if (!library.readOnly) await askOf(library)('gaps.count', {})
  } finally {
    await library.close()
  }
}

const threadsPerCall = 10_000

async function wholeReport(ask: Ask): Promise<Output<'library.gaps'>> {
  const report = await ask('library.gaps', { limit: threadsPerCall })
  while (report.threads.length < report.total) {
    const { threads } = await ask('library.gaps', { offset: report.threads.length, limit: threadsPerCall })
    if (threads.length === 0) break
    report.threads.push(...threads)
  }
  return report
}

function reportText({ total, threads, counts, uncounted }: Output<'library.gaps'>, width: number): string {
  const rest = uncounted === 0 ? [] : [m.cli_gaps_uncounted({ count: uncounted })]
  if (total === 0) return [m.cli_gaps_none(), ...rest].join('\n')
  const numbers = [m.gaps_pages(), m.gaps_floors(), m.gaps_hidden(), m.gaps_pictures(), m.gaps_attachments()]
  const lines = threads.map(({ threadId, title, counts: lacks }) => [String(threadId), title, ...cellsOf(lacks)])
  const head = [
    { head: m.cli_head_id(), align: 'right' as const },
    { head: m.cli_head_title(), flexible: true },
    ...numbers.map(name => ({ head: name, align: 'right' as const })),
  ]
  return [table(head, [...lines, ['', m.gaps_all_together(), ...cellsOf(counts)]], width), ...rest].join('\n')
}

const cellsOf = ({ pages, floors, hidden, pictures, attachments }: ThreadGaps['counts']): string[] =>
  [pages, floors, hidden, pictures, attachments].map(count => (count === 0 ? '' : String(count)))

function threadText({ pages, gaps, parts, gone }: ThreadGaps): string {
  const places = gaps.flatMap(gap => [gapWords(gap), ...gap.pages.map(page => addressLine(page.url ?? gap.url))])
  const lines = [
    ...(pages.total === null ? [] : [m.cli_gaps_pages({ present: pages.present.length, total: pages.total })]),
    ...places,
    ...parts.flatMap(part => [partWords(part), addressLine(part.url)]),
    ...(gone === 0 ? [] : [m.gaps_gone({ count: gone })]),
  ].filter(line => line !== '')
  return lines.length === 0 ? m.cli_gaps_complete() : lines.join('\n')
}

function gapWords({ kind, floors, pages, url }: ThreadGap): string {
  const where = [
    ...(pages.length === 0 ? [] : [m.gaps_pages_at({ pages: range(pages[0]!.page, pages.at(-1)!.page) })]),
    ...(floors ? [m.gaps_floors_at({ floors: range(floors.from, floors.to) })] : []),
  ].join(' · ')
  const words = kind === 'deleted' ? m.gaps_deleted_at({ where }) : m.gaps_unsaved_at({ where })
  return pages.length === 0 && kind === 'unsaved' && url !== null ? `${words}\n${addressLine(url)}` : words
}

const range = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`)
const addressLine = (url: string | null): string => (url === null ? '' : `  ${oneLine(url)}`)

function partWords({ kind, floor, floorLabel, name }: MissingPart): string {
  const kinds = { hidden: m.gaps_kind_hidden, picture: m.gaps_kind_picture, attachment: m.gaps_kind_attachment }
  return `${floorLabel ?? (floor === null ? '' : `#${floor}`)} ${kinds[kind]()}: ${oneLine(name)}`.trim()
}
