/* A report as a table for other programs, with the reasons in the person's language. */
import type { ImportItem, ImportReport } from '../model/imports.ts'
import type { Locale } from '../../messages/error-text.ts'
import { reasonText } from '../../messages/reason-text.ts'
import { csvOf } from './csv.ts'

/** The files of a report, one a line. */
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
  return csvOf([head, ...lines])
}

/** A report, or a part of its files, with the reasons also in words. */
export function reportJson(report: ImportReport, items: readonly ImportItem[], locale: Locale): string {
  const told = items.map(item => ({ ...item, words: item.reason && reasonText(item.reason, item.path, { locale }) }))
  return `${JSON.stringify({ ...report, items: told }, null, 2)}\n`
}
