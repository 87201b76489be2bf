/* Times of Discuz!: `发表于 2013-3-13 16:41`, with a title attribute in front of relative words, and the page's own clock. */
import type { Element } from '../../text/dom.ts'
import { attribute, select, text } from '../../text/dom.ts'
import type { TimeContext, TimeReading } from '../../text/time.ts'
import { readTime } from '../../text/time.ts'

const label = /^\s*(?:发表于|發表於|发布于|發佈於|posted (?:on|at|in)|post time|发表时间|發表時間)\s*[:：]?\s*/i

/** The time an element shows; a date in its title attributes goes before relative words. */
export function timeIn(element: Element | null, context: TimeContext): TimeReading | null {
  if (!element) return null
  const exact = attribute(select(element, '[title]'), 'title') ?? attribute(element, 'title')
  const shown = text(element).replace(label, '')
  const written = exact === null ? null : readTime(exact, { ...context, savedAt: null })
  return written ? { ...written, text: shown === '' ? exact! : shown } : timeOf(shown, context)
}

/** The time in a text such as `发表于 3 天前`, its label left out. */
export function timeOf(shown: string, context: TimeContext): TimeReading | null {
  return readTime(shown.replace(label, ''), context)
}

/**
 * What relative times of the page start from: the forum's clock in its footer (`GMT+8, 2021-5-7 16:29`), which is the
 * very moment the page was made and in the zone of all its times; else the saving time.
 */
export function clockOf({ written, savedAt }: { written: string; savedAt: Date | null }): TimeContext {
  const start = written.lastIndexOf('GMT')
  const footer =
    /^GMT\s?[+-]?\d{0,2}(?:\.\d{1,2})?\s?(?:,|&nbsp;|\s|现在时间是|現在時間是){0,8}(\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}(?: ?[AP]M)?)/.exec(
      written.slice(start, start + 120),
    )
  const now = footer ? readTime(footer[1]!, { savedAt: null }) : null
  return now ? { savedAt: new Date(`${now.at}Z`), wallClock: true } : { savedAt }
}
