/* What lies between a floor's bar and the next floor in copied text: headings, the text itself, and the page's furniture. */
import type { PostDraft } from '../../clean/draft.ts'
import type { EditReading, HiddenReading, Notice, RatingReading } from '../../model/reading.ts'
import { foldSpace } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { isFurniture } from './copied-floors.ts'
import { editOf, hiddenIn, isNotice, noticesOf } from './notices.ts'

export interface CopiedBody {
  /** As copied, trailing spaces and no-break spaces included. */
  readonly lines: readonly string[]
  readonly subject: string | null
  readonly notices: Notice[]
  readonly edits: EditReading[]
  readonly hidden: HiddenReading[]
  readonly ratings: RatingReading[]
  readonly attachments: readonly PostDraft['attachments'][number][]
  readonly signature: readonly string[]
}

const replySubject =
  /^回[\s\u00a0]{0,2}(?:[楼樓]主|沙发|板凳|地板|\d{1,7}[\s\u00a0]?[楼樓])[\s\u00a0]?\(.{1,40}\)[\s\u00a0]?的帖子$/

/** Parts a floor's copied lines into what each of them is. */
export function readCopiedBody(lines: readonly string[], title: string, time: TimeContext): CopiedBody {
  const { first, subject, notices } = readHead(lines, title, time)
  const end = endOf(lines, first)
  const after = readAfter(lines.slice(end))
  const files = readFiles(lines.slice(first, end))
  const edits: EditReading[] = []
  const text = files.text.filter(line => {
    const shown = foldSpace(line)
    const edit = /^\[.*\]$/.test(shown) ? editOf(shown, time) : null
    if (edit) edits.push(edit)
    return !edit
  })
  return {
    lines: text,
    subject,
    notices,
    edits,
    attachments: files.attachments,
    hidden: hiddenIn(text.map(foldSpace)),
    ratings: after.ratings,
    signature: [...files.signature, ...after.signature],
  }
}

const isFileLine = (shown: string): boolean =>
  shown === '' || attachmentIn(shown) !== null || /^(?:描述\s*[:：]|图片\s*[:：]$)/.test(shown)

/**
 * Files below the text are labelled (描述:, 附件:, 图片:), files within it are not; what follows the last run of such
 * lines is the signature. A 图片: that nothing describes may be the poster's own word and ends no text.
 */
function readFiles(lines: readonly string[]): {
  text: readonly string[]
  attachments: PostDraft['attachments'][number][]
  signature: readonly string[]
} {
  const shown = lines.map(foldSpace)
  const attachments = shown.flatMap(line => attachmentIn(line) ?? [])
  const last = shown.findLastIndex(
    (line, index) =>
      attachmentIn(line) !== null || (/^图片\s*[:：]$/.test(line) && /^描述\s*[:：]/.test(shown[index - 1] ?? '')),
  )
  if (last < 0)
    return { text: /^图片\s*[:：]$/.test(shown.at(-1) ?? '') ? lines.slice(0, -1) : lines, attachments, signature: [] }
  let first = last
  while (first > 0 && isFileLine(shown[first - 1]!)) first--
  return { text: lines.slice(0, first), attachments, signature: shown.slice(last + 1).filter(line => line !== '') }
}

/** The lines before the text: tools, the title or the reply's heading once, what moderators did. */
function readHead(
  lines: readonly string[],
  title: string,
  time: TimeContext,
): { first: number; subject: string | null; notices: Notice[] } {
  const notices: Notice[] = []
  let subject: string | null = null
  let titled = false
  let first = 0
  for (; first < lines.length; first++) {
    const shown = foldSpace(lines[first]!)
    if (shown === '' || isFurniture(shown)) continue
    if (isNotice(shown)) notices.push(...noticesOf([shown], time))
    else if (!titled && shown === title) titled = true
    else if (subject === null && replySubject.test(shown)) subject = shown
    else break
  }
  return { first, subject, notices }
}

/** Lines that no post holds as a line of its own and with which the page around it begins. */
const ends = [
  /^评价一下你浏览此帖子的感受$/,
  /^(?:清空我的评分动态)?本帖最近评分记录/,
  /^共\d+条评分/,
  /^快速回复$/,
  /^上一主题\s?下一主题/,
  /^上一个\s?下一个$/,
  /^Total [\d.]+\(s\) query \d/,
  /^Powered by phpwind/i,
]

function endOf(lines: readonly string[], first: number): number {
  let end = lines.findIndex((line, index) => index >= first && ends.some(form => form.test(foldSpace(line))))
  if (end < 0) end = lines.length
  while (end > first && isTrailer(foldSpace(lines[end - 1]!))) end--
  return end
}

const isTrailer = (shown: string): boolean =>
  shown === '' || isFurniture(shown) || /^(?:描述|关键词\s*[:：].*)$/.test(shown)

function attachmentIn(shown: string): PostDraft['attachments'][number] | null {
  const match =
    /^附件\s*[:：]\s*(\S.{0,200}?)\s*[(（]\s*([\d.]{1,10}\s*[KMG]?B?)\s*[)）](?:\s*下载次数\s*[:：]\s*\d*)?/i.exec(
      shown,
    )
  return match ? { name: match[1]!, url: null, size: match[2]! } : null
}

const ratingRow =
  /^(\S{1,40}) (\S{1,20}) ([+\-−]\d{1,12}) \d{4}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?)?(?: (\S.{0,200}))?$/
const feelings = new Set(['精彩', '感动', '搞笑', '开心', '愤怒', '无聊', '灌水'])

/** Behind the text: feelings with their counts, ratings, and after the ratings the signature. */
function readAfter(lines: readonly string[]): { ratings: RatingReading[]; signature: string[] } {
  const ratings: RatingReading[] = []
  const signature: string[] = []
  let rated = false
  for (const line of lines) {
    const shown = foldSpace(line)
    const feeling = /^(\D{2})\s?[(（]?(\d{1,9})[)）]?$/.exec(shown)
    const row = ratingRow.exec(shown)
    if (feeling && feelings.has(feeling[1]!))
      ratings.push({ kind: feeling[1]!, count: Number(feeling[2]), by: [], reason: null })
    else if (row)
      ratings.push({
        kind: row[2]!,
        count: Number(row[3]!.replace('−', '-')),
        by: [row[1]!],
        reason: row[4] ?? null,
      })
    else if (/^隐藏评分记录/.test(shown)) rated = true
    else if (rated && ends.some(form => form.test(shown))) break
    else if (rated && !isTrailer(shown)) signature.push(shown)
  }
  return { ratings, signature }
}
