/* How a page means its all-numeric dates: 04-25-2015 or 25/04/2015. One date that only fits one order tells for all. */
import { attribute, select } from '../text/dom.ts'
import type { TimeContext } from '../text/time.ts'
import type { HtmlPage } from './engine.ts'

const numeric = /(?<![\d.:/-])(\d{1,2})[-/](\d{1,2})[-/](?:\d{4}|\d{2})(?![\d/-])/

/** The time context of a page, the order of its dates told by the dates shown on it, else by its language. */
export function clockOf(page: HtmlPage, shown: Iterable<string>): TimeContext {
  let [dayFirst, monthFirst] = [0, 0]
  for (const date of shown) {
    const match = numeric.exec(date.slice(0, 200))
    if (!match) continue
    if (Number(match[1]) > 12) dayFirst++
    else if (Number(match[2]) > 12) monthFirst++
  }
  const order =
    dayFirst === monthFirst ? orderOf(attribute(select(page.document, 'html'), 'lang')) : dayFirst > monthFirst
  return { savedAt: page.savedAt, order: order ? 'day-first' : 'month-first' }
}

/** Whether a language writes the day first; Australian and British forums keep American settings as often as not. */
const orderOf = (language: string | null): boolean =>
  /^(?:de|fr|es|it|pt|nl|ru|uk|pl|cs|sk|da|sv|nb|no|fi|el|tr|ro|bg|hr|sr|id|vi|th|ar|he)\b/i.test(language ?? '')
