/* A report as a table for other programs, with the reasons in the person's language. */
import type { ImportItem, ImportReport } from '../model/imports.ts'
import type { Locale } from '../../messages/error-text.ts'
import { reasonText } from '../../messages/reason-text.ts'

/** What spreadsheets take for a formula is text here: file names are other people's. */
const formula = /^[=+\-@\t\r]/

const cell = (value: string | number | null): string => {
  const text = String(value ?? '')
  const inert = typeof value === 'string' && formula.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** The files of a report, one a line, as spreadsheets take it; the mark at its head tells them that it is UTF-8. */
export function reportCsv(items: readonly ImportItem[], locale: Locale): string {
  const head = ['path', 'outcome', 'code', 'reason', 'thread', 'title', 'posts', 'new', 'changed', 'bytes', 'engine']
  const lines = items.map(item => [
    item.path,
    item.outcome,
    item.reason?.code ?? null,
    item.reason && reasonText(item.reason, item.path, { locale }),
    item.threadId,
    item.title,
    item.posts,
    item.newPosts,
    item.changedPosts,
    item.bytes,
    item.engine,
  ])
  return `\uFEFF${[head, ...lines].map(line => line.map(cell).join(',')).join('\r\n')}\r\n`
}

/** A report, or a part of its files, with the reasons also in words. */
export function reportJson(report: ImportReport, items: readonly ImportItem[], locale: Locale): string {
  const told = items.map(item => ({ ...item, words: item.reason && reasonText(item.reason, item.path, { locale }) }))
  return `${JSON.stringify({ ...report, items: told }, null, 2)}\n`
}
