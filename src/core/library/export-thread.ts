/* A thread in one of the text formats; a PdfPrinter makes the PDF of the print HTML. */
import type { ThreadDetail, ExportFormat, Post } from '../model/library.ts'
import { jsonLines } from '../export/json-lines.ts'
import { markdown } from '../export/markdown.ts'
import { plainText } from '../export/plain-text.ts'
import { printHtml } from '../export/print-html.ts'
import { standaloneHtml } from '../export/standalone-html.ts'
import { exportLabels, exportLocale, untitled } from './export-labels.ts'

export interface ExportSource {
  readonly thread: ThreadDetail
  readonly posts: readonly Post[]
  /** The bytes and type of a kept picture (`assets/<sha256>`), or null where they are gone. */
  picture(asset: string): { bytes: Uint8Array; type: string } | null
}

/** A thread as text, and a file name that every system takes. */
export function renderThread(
  source: ExportSource,
  format: ExportFormat,
  locale: string,
): { content: string; suggestedName: string } {
  const language = exportLocale(locale)
  return {
    content: contentOf(source, format, language),
    suggestedName: `${fileNameOf(source.thread.title) || untitled(language)}.${format}`,
  }
}

function contentOf(source: ExportSource, format: ExportFormat, locale: ReturnType<typeof exportLocale>): string {
  const { thread, posts } = source
  const options = { locale, labels: exportLabels(locale) }
  switch (format) {
    case 'pdf':
      return printHtml(thread, posts, options)
    case 'html':
      return standaloneHtml(thread, posts, { ...options, pictureData: asset => pictureData(source, asset) })
    case 'md':
      return markdown(thread, posts, options)
    case 'txt':
      return plainText(thread, posts, options)
    case 'jsonl':
      return jsonLines(thread, posts)
  }
}

function pictureData(source: ExportSource, asset: string): string | null {
  const picture = /^assets\/[0-9a-f]{64}$/.test(asset) ? source.picture(asset) : null
  return picture && `data:${picture.type};base64,${Buffer.from(picture.bytes).toString('base64')}`
}

/** A title as a file name: no character that a file system refuses, not one of Windows' own names, at most 180 bytes. */
export function fileNameOf(title: string): string {
  const plain = title
    // eslint-disable-next-line no-control-regex -- these are what file systems refuse
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\:*?"<>|]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  const name = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(plain) ? `_${plain}` : plain
  return withinBytes(name, 180)
}

/** Most file systems allow 255 bytes; Chinese takes three a character. */
function withinBytes(name: string, limit: number): string {
  let bytes = 0
  let end = 0
  for (const character of name) {
    bytes += Buffer.byteLength(character)
    if (bytes > limit) return name.slice(0, end).replace(/[. ]+$/, '')
    end += character.length
  }
  return name
}
