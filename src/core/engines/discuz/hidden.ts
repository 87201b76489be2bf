/* What a reader was not allowed to see, in the page's own words with the reason they give. */
import type { HiddenReading } from '../../model/reading.ts'
import type { Element } from '../../text/dom.ts'
import { text } from '../../text/dom.ts'

const reasons: readonly (readonly [RegExp, string])[] = [
  [/密码|密碼|password/i, 'password'],
  [/支付|购买|購買|付费|付費|售价|售價|价格|價格|price|pay\b/i, 'price'],
  [/积分|積分|阅读权限|閱讀權限|credits?/i, 'credit'],
  [/回复|回復|回覆|reply/i, 'reply'],
  [/屏蔽|禁止或删除|禁止或刪除|banned/i, 'removed'],
  [/仅作者|僅作者|作者可见|作者可見|only .{0,20}author/i, 'author-only'],
  [/已被删除|已被刪除|已删除|deleted/i, 'deleted'],
  [/登录|登錄|登入|log ?in/i, 'login'],
]

/** Notices that say something of a text which stands right below them: nothing is missing there. */
const shownAnyway = /^(?:付费主题|付費主題|以下内容|以下內容)|只有管理员可见|只有管理員可見/

/** The notice as a part that stayed hidden; null where what it speaks of is on the page. */
export function hiddenNotice(notice: Element): HiddenReading | null {
  const words = text(notice)
  if (words === '' || shownAnyway.test(words.replace(/^(?:记录|記錄|\[?记录\]?)\s*/, ''))) return null
  return { reason: reasonOf(words), text: words }
}

/** Why a text was hidden: reply, credit, price, password, login, author-only, removed, deleted or permission. */
export function reasonOf(words: string): string {
  return reasons.find(([form]) => form.test(words))?.[1] ?? 'permission'
}
