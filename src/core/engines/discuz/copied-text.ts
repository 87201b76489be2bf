/*
 * Text copied from a page of Discuz!. Each post starts with a line `X | 发表于 T | 只看该作者`; the poster's card, as it is
 * copied, stands before that line, so that what follows a post's last word up to the next such line is card.
 */
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftCard, draftPage, draftPost } from '../../clean/draft.ts'
import type { CardField, EditReading, HiddenReading, RemovedPiece } from '../../model/reading.ts'
import type { TimeContext } from '../../text/time.ts'
import { cardField, memberOf, typedMembers } from '../card-fields.ts'
import type { Grade, TextPage } from '../engine.ts'
import { editOf } from './body.ts'
import { distinct } from './card.ts'
import { noticeOf } from './extras.ts'
import { fillFloors, floorOf } from './floor.ts'
import { hiddenPart } from './hidden.ts'
import { cleanJammerLines } from './jammer.ts'
import { clockOf, timeOf } from './when.ts'

const header =
  /^\s*(?:(楼主|樓主|沙发|沙發|板凳|地板|\d{1,6}\s?[#楼樓])\s+)?(?:([^|\n]{1,40}?)\s*\|\s*)?(?:大\s+中\s+小\s+)?(?:发表于|發表於)\s+([^|\n]{4,30}?)\s*(?:(\||只看该作者|只看該作者|显示全部楼层|顯示全部樓層|来自|來自)[^\n]{0,120})?$/
/** A floor's name in front of the words on one line may be the name of a quoted person, unless more follows. */
const isHeader = (line: string): boolean => {
  const match = header.exec(line)
  return match !== null && (match[1] === undefined || match[4] !== undefined)
}
const marks = /只看该作者|只看該作者|显示全部楼层|顯示全部樓層|阅读模式|閱讀模式|倒序浏览|倒序瀏覽|倒序看帖/
const countLine = /^\s*查看[:：]?\s*(\d{1,9})\s*\|\s*(?:回复|回復|回覆)[:：]?\s*(\d{1,9})/
const starterLine = /^\s*(?:楼主|樓主)\s*[:：]\s*(\S.{0,40})$/
const labelLine = /^\s*(楼主|樓主|沙发|沙發|板凳|地板|\d{1,6}\s?[#楼樓])\s*$/
const linkLine = /\[(?:复制链接|複製鏈接|複製連結)\]/

/** How surely a text was copied from Discuz!. */
export function detectCopiedText(page: TextPage): Grade {
  const lines = page.text.split('\n', 20_000)
  const heads = lines.filter(line => isHeader(line))
  if (heads.length === 0) return 'no'
  const counted = lines.some(line => countLine.test(line) || linkLine.test(line))
  if (counted && heads.some(line => marks.test(line))) return 'sure'
  return counted || heads.some(line => marks.test(line)) ? 'likely' : 'no'
}

/** Reads copied text, post by post. */
export function readCopiedText(page: TextPage): PageDraft {
  const clock = clockOf({ written: page.text, savedAt: page.savedAt })
  const lines = page.text.replaceAll('\u00a0', ' ').split('\n')
  const heads = lines.flatMap((line, index) => (isHeader(line) ? [index] : []))
  const removed: RemovedPiece[] = []
  const top = lines.slice(0, heads[0])
  const starter = top.map(line => starterLine.exec(line)?.[1]?.trim()).find(name => name !== undefined) ?? null
  const drafts = heads.map((head, index) => {
    const from = index === 0 ? titleEnd(top) : cardStart(lines, heads[index - 1]! + 1, head)
    const next = heads[index + 1]
    const to = next === undefined ? pageEnd(lines, head) : cardStart(lines, head + 1, next)
    return readPost(lines.slice(from, head), lines[head]!, lines.slice(head + 1, to), starter, clock, removed)
  })
  const counts = top.map(line => countLine.exec(line)).find(match => match !== null)
  const title = titleOf(top) ?? page.name
  // The head of a page from the second on names the starter instead of the counts.
  const onFirst = counts !== undefined && drafts.every(post => post.floor === null || post.floor < 1000)
  fillFloors(drafts, { id: null, page: null, oneAuthor: !onFirst && drafts[0]?.floor !== 1 }, onFirst ? 1 : null)
  return draftPage({
    board: boardOf(top, title),
    thread: {
      title,
      url: page.url,
      page: drafts.some(post => post.floor === 1) ? 1 : null,
      views: counts ? Number(counts[1]) : null,
      replies: counts ? Number(counts[2]) : null,
    },
    posts: drafts.map(post => ({ ...post, isOpening: post.floor === 1 })),
    removed,
  })
}

/** The first words after the counts; a type in brackets and a space before them is the board's. */
function titleOf(top: readonly string[]): string | null {
  const start = top.findIndex(line => countLine.test(line) || starterLine.test(line))
  const link = top.findIndex(line => linkLine.test(line))
  const candidates =
    start !== -1 ? top.slice(start + 1) : link !== -1 ? top.slice(Math.max(0, link - 3), link + 1) : top
  const words = candidates.map(line => line.replace(linkLine, '').trim()).filter(line => line !== '')
  const title = start !== -1 ? words[0] : words.at(-1)
  return title?.replace(/^\[[^[\]]{1,12}\] +(?=\S)/, '') ?? null
}

/** The path over the title: `» 论坛 › 分区 › 版块 › 主题`. */
function boardOf(top: readonly string[], title: string): PageDraft['board'] {
  const trail = top.find(line => line.split('›').length > 2)
  const path = (trail?.split(/[›»]/) ?? [])
    .map(part => part.trim())
    .filter(part => part !== '' && !title.startsWith(part) && !/^(?:论坛|論壇|首页|首頁|Forum)$/i.test(part))
  const name = path.at(-1)
  return name === undefined ? null : { name, path }
}

/** The line after the title, where the first poster's card may begin. */
function titleEnd(top: readonly string[]): number {
  const link = top.findIndex(line => linkLine.test(line))
  if (link !== -1) return link + 1
  const start = top.findIndex(line => countLine.test(line) || starterLine.test(line))
  if (start === -1) return Math.max(0, top.length - 1)
  const title = top.findIndex((line, index) => index > start && line.trim() !== '')
  return title === -1 ? top.length : title + 1
}

const lastOfPost = /^\s*(?:(?:使用道具|道具)?\s*(?:举报|舉報|报告|報告)|TOP|评分\s+举报|支持\s*\d*\s+反对\s*\d*)\s*$/
const furniture =
  /^\s*(?:(?:回复|回復|回覆|引用|点评|點評|评分|評分|编辑|編輯|分享|收藏\s*\d*|转播|淘帖\s*\d*|支持\s*\d*|反对\s*\d*|使用道具|举报|舉報|报告|TOP|x|×|\||只看大图|电梯直达|跳转到指定楼层|发消息|發消息|加好友|串个门|打招呼|收听TA|加关注)\s*)+$/
const loginCall = /^\s*(?:马上注册|馬上註冊|您需要\s*登[录錄入]|本帖子中包含更多资源|本帖子中包含更多資源)/

/** Where, before a header, the text of the post above ends and the next poster's card begins. */
function cardStart(lines: readonly string[], from: number, head: number): number {
  for (let index = head - 1; index >= from; index--) if (lastOfPost.test(lines[index]!)) return index + 1
  // Without the buttons: the run of short card lines right above the header.
  let start = head
  for (let index = head - 1; index >= from && isCardLine(lines[index]!); index--) start = index
  return start
}

const isCardLine = (line: string): boolean => {
  const words = line.trim()
  if (words === '' || labelLine.test(words) || furniture.test(words) || /^\d{1,9}$/.test(words)) return true
  return cardLabel(words) || /当前(?:在线|离线)/.test(words)
}

const cardLabel = (words: string): boolean =>
  memberOf(words) !== null ||
  /^(?:主题|主題|回帖|帖子|积分|積分|好友|听众|聽眾|日志|相册|威望|金钱|金錢|贡献|貢獻|阅读权限|最后登录|注册时间)$/.test(
    words,
  )

function pageEnd(lines: readonly string[], head: number): number {
  for (let index = head + 1; index < lines.length; index++) if (lastOfPost.test(lines[index]!)) return index
  const end = lines.findIndex(
    (line, index) => index > head && /^\s*(?:返回列表|发表回复|高级模式|下一页 »|本版积分规则)/.test(line),
  )
  return end === -1 ? lines.length : end
}

function readPost(
  above: readonly string[],
  head: string,
  below: readonly string[],
  starter: string | null,
  clock: TimeContext,
  removed: RemovedPiece[],
): PostDraft {
  const match = header.exec(head)!
  const card = readCard(above, clock)
  const named = match[2]?.trim()
  const byStarter = named !== undefined && /^(?:楼主|樓主)$/.test(named)
  const name = byStarter ? (starter ?? card.name) : (named ?? card.name)
  const label = match[1] ?? above.map(line => labelLine.exec(line)?.[1]).findLast(found => found !== undefined) ?? null
  const { lines, edits, hidden, notices } = readLines(below, clock, removed)
  return draftPost({
    floor: floorOf(label),
    floorLabel: label,
    author: { name, uid: card.uid },
    time: timeOf(match[3]!, clock),
    card: card.fields.length > 0 ? draftCard({ ...typedMembers(card.fields, clock), ...card, name }) : null,
    body: lines.join('\n').trim(),
    edits,
    hidden,
    notices,
  })
}

function readLines(
  below: readonly string[],
  clock: TimeContext,
  removed: RemovedPiece[],
): { lines: string[]; edits: EditReading[]; hidden: HiddenReading[]; notices: PostDraft['notices'] } {
  const cleaned = cleanJammerLines(below)
  removed.push(...cleaned.removed.map(text => ({ kind: 'noise', text })))
  const [lines, edits, hidden]: [string[], EditReading[], HiddenReading[]] = [[], [], []]
  const notices: PostDraft['notices'] = []
  for (const line of cleaned.lines) {
    const words = line.trim()
    const edit = editOf(words, clock)
    if (edit) edits.push(edit)
    else if (/^(?:本主题由|本主題由).{1,40}(?:于|於)/.test(words)) notices.push(noticeOf(words, clock))
    else if (/^(?:本帖子中包含更多|提示[:：]\s*(?:作者被|该帖被))|如果您要查看本帖隐藏内容/.test(words))
      hidden.push(hiddenPart(words))
    else if (!furniture.test(words) && !loginCall.test(words)) lines.push(line.trimEnd())
    else if (words === '') lines.push('')
  }
  return { lines, edits, hidden, notices }
}

interface CopiedCard {
  name: string | null
  uid: string | null
  rank: string | null
  online: boolean | null
  fields: CardField[]
}

/** Cards are copied as numbers over their labels (`3 主题`), the rank, and labels over their values (`积分 10`). */
function readCard(above: readonly string[], clock: TimeContext): CopiedCard {
  const lines = above
    .map(line => line.trim())
    .filter(line => line !== '' && !furniture.test(line) && !labelLine.test(line))
  const card: CopiedCard = { name: null, uid: null, rank: null, online: null, fields: [] }
  const rest = [...lines]
  const first = rest[0]
  if (first !== undefined && !/^\d+$/.test(first) && !cardLabel(first))
    card.name = rest.shift()!.replace(/\s*当前(?:在线|离线).*$/, '')
  for (let index = 0; index < rest.length; index++) {
    const [line, next] = [rest[index]!, rest[index + 1]]
    if (/当前在线/.test(line)) card.online = true
    else if (/当前离线/.test(line)) card.online = false
    else if (/^\d[\d,.万]*$/.test(line) && next !== undefined && cardLabel(next))
      card.fields.push(cardField(rest[++index]!, line))
    else if (cardLabel(line) && next !== undefined) card.fields.push(cardField(line, rest[++index]!))
    else if (line === card.name) continue
    else card.rank ??= line
  }
  card.fields = distinct(card.fields)
  card.uid = typedMembers(card.fields, clock).uid ?? null
  return card
}
