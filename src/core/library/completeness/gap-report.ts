/* The report over the library as a table for other programs, and as the addresses one has to open. */
import { m } from '../../../messages/generated/messages.js'
import type { GapFilter } from '../../contract/gaps.ts'
import type { ThreadGaps, ThreadWithGaps } from '../../model/gaps.ts'
import { listGaps } from '../../store/gap-report.ts'
import type { ReadableDB } from '../../store/sql.ts'
import { csvOf } from '../csv.ts'
import { threadGaps } from './thread-gaps.ts'

const threadsAtOnce = 500

/** Every thread of the filter that lacks something, with all that it lacks. */
function* threadsWithGaps(db: ReadableDB, filter: GapFilter): Generator<{ thread: ThreadWithGaps; gaps: ThreadGaps }> {
  for (let offset = 0; ; offset += threadsAtOnce) {
    const { threads } = listGaps(db, { filter, order: 'most', offset, limit: threadsAtOnce })
    for (const thread of threads) yield { thread, gaps: threadGaps(db, thread.threadId) }
    if (threads.length < threadsAtOnce) return
  }
}

/** The addresses to open, each once: pages first, then what posts lack. */
export function addressesToOpen(db: ReadableDB, filter: GapFilter, threadIds: readonly number[] | undefined): string[] {
  const all = threadIds
    ? threadIds.map(threadId => threadGaps(db, threadId))
    : [...threadsWithGaps(db, filter)].map(({ gaps }) => gaps)
  const { kind } = filter
  const wants = (each: GapFilter['kind']): boolean => kind === undefined || kind === each
  const pages = all.flatMap(thread => [
    ...(wants('pages') ? thread.pages.missing.map(page => page.url ?? thread.url) : []),
    ...(wants('floors') ? thread.gaps.flatMap(gap => (gap.kind === 'unsaved' && gap.floors ? [gap.url] : [])) : []),
  ])
  const parts = all.flatMap(thread =>
    thread.parts.filter(part => wants(kindOfPart[part.kind])).map(part => part.url ?? thread.url),
  )
  return [...new Set([...pages, ...parts].filter(address => address !== null))]
}

const kindOfPart = { hidden: 'hidden', picture: 'pictures', attachment: 'attachments' } as const

type Locale = 'en' | 'zh-Hans' | 'zh-Hant'

/** One thing that is missing, as a line of the report. */
interface Line {
  readonly threadId: number
  readonly title: string
  readonly forum: string | null
  readonly kind: 'page' | 'floors' | 'hidden' | 'picture' | 'attachment'
  readonly page: number | null
  readonly floor: number | null
  readonly toFloor: number | null
  readonly name: string | null
  readonly address: string | null
}

function linesOf(thread: ThreadWithGaps, gaps: ThreadGaps): Line[] {
  const { threadId, title, forum } = thread
  const blank = { threadId, title, forum, page: null, floor: null, toFloor: null, name: null }
  return [
    ...gaps.pages.missing.map(({ page, url }) => ({ ...blank, kind: 'page' as const, page, address: url ?? gaps.url })),
    ...gaps.gaps.flatMap(({ kind, floors, url }) =>
      kind === 'unsaved' && floors
        ? [{ ...blank, kind: 'floors' as const, floor: floors.from, toFloor: floors.to, address: url }]
        : [],
    ),
    ...gaps.parts.map(({ kind, floor, name, url }) => ({ ...blank, kind, floor, name, address: url })),
  ]
}

/** The whole report as CSV or JSON. */
export function renderGaps(
  db: ReadableDB,
  { filter, format, locale }: { filter: GapFilter; format: 'csv' | 'json'; locale: string },
): { content: string; suggestedName: string } {
  const lines = [...threadsWithGaps(db, filter)].flatMap(({ thread, gaps }) => linesOf(thread, gaps))
  const options = { locale: locale as Locale }
  const suggestedName = `${m.gaps_file_name({}, options)}.${format}`
  if (format === 'json') return { content: `${JSON.stringify(lines, null, 2)}\n`, suggestedName }
  const kinds = {
    page: m.gaps_kind_page({}, options),
    floors: m.gaps_kind_floors({}, options),
    hidden: m.gaps_kind_hidden({}, options),
    picture: m.gaps_kind_picture({}, options),
    attachment: m.gaps_kind_attachment({}, options),
  }
  const head = [
    m.gaps_column_thread({}, options),
    m.gaps_column_title({}, options),
    m.gaps_column_forum({}, options),
    m.gaps_column_kind({}, options),
    m.gaps_column_page({}, options),
    m.gaps_column_floor({}, options),
    m.gaps_column_to_floor({}, options),
    m.gaps_column_name({}, options),
    m.gaps_column_address({}, options),
  ]
  const rows = lines.map(line => [
    line.threadId,
    line.title,
    line.forum,
    kinds[line.kind],
    line.page,
    line.floor,
    line.toFloor,
    line.name,
    line.address,
  ])
  return { content: csvOf([head, ...rows]), suggestedName }
}
