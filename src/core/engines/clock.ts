/* How a page means its all-numeric dates: 04-25-2015 or 25/04/2015. One date that only fits one order tells for all. */
import { attribute, select } from '../text/dom.ts'
import type { TimeContext } from '../text/time.ts'
import type { HtmlPage } from './engine.ts'

const numeric = /(?<![\d.:/-])(\d{1,2})[-/](\d{1,2})[-/](?:\d{4}|\d{2})(?![\d/-])/

/** The time context of a page, the order of its dates told by the dates shown on it, else by its language. */
export function clockOf(page: HtmlPage, shown: Iterable<string>): TimeContext {
  const pairs = [...shown].flatMap(date => {
    const match = numeric.exec(date.slice(0, 200))
    return match ? [[Number(match[1]), Number(match[2])] as const] : []
  })
  const dayFirst = proven(pairs) ?? likely(pairs) ?? writesDayFirst(attribute(select(page.document, 'html'), 'lang'))
  return { savedAt: page.savedAt, order: dayFirst ? 'day-first' : 'month-first' }
}

type Pair = readonly [number, number]

/** A number above 12 is no month. */
function proven(pairs: readonly Pair[]): boolean | null {
  const days = pairs.filter(([first]) => first > 12).length
  const months = pairs.filter(([, second]) => second > 12).length
  return days === months ? null : days > months
}

/** Of posts of one thread that differ in one of the numbers only, that one is the day. */
function likely(pairs: readonly Pair[]): boolean | null {
  const [firsts, seconds] = [new Set(pairs.map(pair => pair[0])), new Set(pairs.map(pair => pair[1]))]
  if (firsts.size > 1 && seconds.size === 1) return true
  return seconds.size > 1 && firsts.size === 1 ? false : null
}

/** Whether a language writes the day first; Australian and British forums keep American settings as often as not. */
const writesDayFirst = (language: string | null): boolean =>
  /^(?:de|fr|es|it|pt|nl|ru|uk|pl|cs|sk|da|sv|nb|no|fi|el|tr|ro|bg|hr|sr|id|vi|th|ar|he)\b/i.test(language ?? '')
