/* The sentences phpwind puts around a post's text: what moderators did, who edited, what is hidden from the reader. */
import type { EditReading, HiddenReading, Notice } from '../../model/reading.ts'
import type { TimeContext } from '../../text/time.ts'
import { timeIn } from './times.ts'

const frame = /^[—–\-\s]{0,12}|[—–\-\s]{0,12}$/g
const reminder = /^(?:管理提醒|管理提示|系统提醒)\s*[:：]\s*/
const byModerator: readonly (readonly [RegExp, string | null])[] = [
  [/^本[帖贴]被\s*(.{1,40}?)\s*执行\s*(.{1,20}?)\s*操作/, null],
  [/^本[帖贴]被\s*(.{1,40}?)\s*取消精华/, '取消精华'],
  [/^本[帖贴]被\s*(.{1,40}?)\s*(?:设置为|加为|设为)\s*精华/, '精华'],
  [/^本[帖贴]被\s*(.{1,40}?)\s*从\s*.{1,60}?\s*移动到/, '移动'],
  [/^本[帖贴]被\s*(.{1,40}?)\s*(加亮|置顶|精华|锁定|提前|压帖|屏蔽|移动|合并|推荐|取消置顶|解除锁定)/, null],
]
const reminded = /^[(（]\s*([^()（）]{1,40})\s*[)）]\s*(.+)$/

/** Whether a line is one of the sentences about what a moderator did. */
export function isNotice(line: string): boolean {
  const sentence = line.replace(frame, '')
  return reminder.test(sentence) || byModerator.some(([form]) => form.test(sentence))
}

/** What the lines of a moderation box say, one notice a line. */
export function noticesOf(lines: readonly string[], time: TimeContext): Notice[] {
  return lines.flatMap(line => {
    const text = line.replace(frame, '').replace(reminder, '')
    return text === '' || /^管理提[醒示]\s*[:：]?$/.test(text) ? [] : [noticeOf(text, time)]
  })
}

function noticeOf(text: string, time: TimeContext): Notice {
  const at = /[(（]([^()（）]{6,30})[)）]\s*$/.exec(text)?.[1]
  const known = { at: (at === undefined ? null : timeIn(at, time)?.at) ?? null, text }
  for (const [form, action] of byModerator) {
    const match = form.exec(text)
    if (match) return { action: action ?? match[2] ?? '', by: match[1] ?? null, ...known }
  }
  const remark = reminded.exec(text)
  return remark ? { action: '提醒', by: remark[1]!.trim(), ...known } : { action: 'notice', by: null, ...known }
}

/** Whether the notices mark the thread as digest (精华); a later 取消精华 takes it back. */
export function isDigest(notices: readonly Notice[]): boolean {
  return notices.reduce((digest, { action }) => (/精华/.test(action) ? !/取消|解除/.test(action) : digest), false)
}

const edit = /此[帖贴]被\s*(.{1,60}?)\s*在\s*(.{6,30}?)\s*重新编辑|\[?\s*(.{1,60}?)\s*于\s*(.{6,30}?)\s*编辑了帖子/

/** The edit that a line such as 「[ 此帖被X在2012-03-20 21:40重新编辑 ]」 records; null for any other line. */
export function editOf(line: string, time: TimeContext): EditReading | null {
  const match = edit.exec(line)
  if (!match) return null
  const by = (match[1] ?? match[3] ?? '').trim()
  return { by: by === '' ? null : by, at: timeIn(match[2] ?? match[4] ?? '', time)?.at ?? null, text: line.trim() }
}

const withheld =
  /本部分(?:内容)?设定了(?:隐藏|加密)[^\n]{0,120}|此帖售价[^\n[]{0,60}|(?:此段|本段|该部分)?[^\n]{0,10}愿意购买[,，]我买[,，]我付钱|(?:该主题已被管理员屏蔽|用户被禁言[,，]该主题自动屏蔽)[!！]?|附件设置隐藏[,，][^\n]{0,40}/

/** The page's own words for what it keeps from the reader; null where the text has none. */
export function withheldWords(text: string): string | null {
  return withheld.exec(text)?.[0].trim() ?? null
}

/** One reading for each line that says something is kept from the reader. */
export function hiddenIn(lines: readonly string[]): HiddenReading[] {
  return lines.flatMap(line => {
    const reason = withheldWords(line)
    return reason === null ? [] : [{ reason, text: line.trim() }]
  })
}
