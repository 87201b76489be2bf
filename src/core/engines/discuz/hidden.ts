/* What a reader was not allowed to see, in the page's own words. */
import type { HiddenReading } from '../../model/reading.ts'
import type { Element } from '../../text/dom.ts'
import { selectAll, text } from '../../text/dom.ts'

/** Notices that speak of a text which stands right below them: nothing is missing there. */
const shownAnyway = /^(?:付费主题|付費主題|以下内容|以下內容)|只有管理员可见|只有管理員可見/
/** Buttons that the notice holds beside its words. */
const buttons =
  /^(?:(?:购买主题|購買主題|\[?记录\]?|\[?記錄\]?|已购买人数[:：]\s*\d+)\s*)+|\s*(?:提交|立即注册|立即註冊|注册|註冊|x|×)$/gu

/** The notice as a part that stayed hidden; null where what it speaks of is on the page. */
export function hiddenNotice(notice: Element): HiddenReading | null {
  for (const button of selectAll(notice, '.atips_close, button, input')) button.children = []
  const whole = text(notice)
  const words = whole.replace(buttons, '')
  return words === '' || shownAnyway.test(words) ? null : hiddenPart(whole, words)
}

/** A hidden part: its whole notice, and as the reason the notice's first sentence. */
export function hiddenPart(whole: string, words = whole): HiddenReading {
  return { reason: /^.{4,}?[。！!](?=.)/u.exec(words)?.[0] ?? words, text: whole }
}
