import type { ExportFormat } from '../../../core/model/library.ts'
import { m } from '../../../messages/generated/messages.js'

const names: Readonly<Record<ExportFormat, () => string>> = {
  pdf: m.save_pdf,
  html: m.save_html,
  md: m.save_markdown,
  txt: m.save_text,
  jsonl: m.save_json,
}
export const formats = Object.keys(names) as readonly ExportFormat[]
export const formatInWords = (format: ExportFormat): string => names[format]()
