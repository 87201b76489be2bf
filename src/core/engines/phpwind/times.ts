import type { TimeContext, TimeReading } from '../../text/time.ts'
import { readTime } from '../../text/time.ts'

const form =
  /\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?(?:[ \u00a0]{1,4}\d{1,2}:\d{2}(?::\d{2})?(?:[ \u00a0]?[AaPp][Mm])?)?|(?:半|\d{1,4})[ \u00a0]?(?:秒|分钟|分鐘|小时|小時|天)前|(?:今天|昨天|前天)[ \u00a0]{0,3}\d{1,2}:\d{2}|刚刚|剛剛/

/** The first time in a text, in the forms phpwind writes; `text` is the time alone. */
export function timeIn(text: string, context: TimeContext): TimeReading | null {
  const shown = form.exec(text)?.[0]
  return shown === undefined ? null : readTime(shown.replaceAll('\u00a0', ' '), context)
}
