/*
 * The floors of a page copied as text. A floor is its bar (「楼主 发表于: 2021-09-01」) and, above it, the card that
 * begins with the line of the poster's name and online state: 「NAME在线」 in 7.x, 「离线NAME」 in 8.3 and later.
 */
import type { CardDraft } from '../../clean/draft.ts'
import { draftCard } from '../../clean/draft.ts'
import type { CardField } from '../../model/reading.ts'
import { foldSpace } from '../../text/dom.ts'
import type { TimeContext, TimeReading } from '../../text/time.ts'
import { cardField, cardFieldOf, typedMembers } from '../card-fields.ts'
import { floorLabel, floorNumber } from './floors.ts'
import { timeIn } from './times.ts'

export interface CopiedFloor {
  /** The first line of its card, and the line of its bar. */
  readonly start: number
  readonly bar: number
  readonly label: string
  readonly floor: number | null
  readonly time: TimeReading | null
  readonly card: CardDraft | null
}

const barLine =
  /^(.{0,60}?)(楼主|樓主|沙发|沙發|板凳|地板|\d{1,6}\s?[楼樓]|GF|B\d{1,6}F)[\s\u00a0]{1,8}(?:发表于|發表於)[\s\u00a0]{0,3}[:：][\s\u00a0]{0,3}(\S.{0,40})$/u
/** Links of the bar and of the tools around a floor; a line of nothing else is page furniture. */
const furnitureWord =
  '只看楼主|只看该作者|只看該作者|倒序阅读|正序阅读|使用道具|更多操作|复制链接|浏览器收藏|打印|举报|顶端|回复|引用|评分|收藏|推荐|分享|编辑|短消息|加关注|发消息|加好友|小|中|大'
const furnitureLine = new RegExp(`^(?:(?:${furnitureWord})[\\s\\u00a0|]*)+$`)

/** Whether a line holds nothing but links of the page around the posts. */
export function isFurniture(line: string): boolean {
  return furnitureLine.test(line.trim())
}

/** The lines that begin a floor's content, with what the card above them says. */
export function findCopiedFloors(lines: readonly string[], time: TimeContext): CopiedFloor[] {
  const floors: CopiedFloor[] = []
  let after = 0
  for (const [index, line] of lines.entries()) {
    const match = barLine.exec(line)
    if (!match || (match[1]!.trim() !== '' && !isFurniture(match[1]!))) continue
    const posted = timeIn(match[3]!, time)
    if (!posted && !/前|刚刚|昨天/.test(match[3]!)) continue
    const name = nameLine(lines, after, index)
    const label = floorLabel(match[2]!)
    const card = name === null ? null : cardOf(lines.slice(name.line + 1, index), name, time)
    floors.push({ start: name?.line ?? index, bar: index, label, floor: floorNumber(label), time: posted, card })
    after = index + 1
  }
  return floors
}

interface NameLine {
  readonly line: number
  readonly name: string
  readonly online: boolean | null
}

const nameFirst = /^[\s\u00a0]*(\S.{0,39}?)[\s\u00a0]*(在线|离线|在線|離線)[\s\u00a0]*$/u
const stateFirst = /^[\s\u00a0]*(在线|离线|在線|離線)(?!时[间长]|時[間長])[\s\u00a0]*([^\s:：].{0,39}?)[\s\u00a0]*$/u
const longestCard = 60

/** The nearest line above a bar that gives a name and an online state; else the line above the first labelled one. */
function nameLine(lines: readonly string[], from: number, bar: number): NameLine | null {
  const top = Math.max(from, bar - longestCard)
  for (let line = bar - 1; line >= top; line--) {
    const shown = lines[line] ?? ''
    const first = nameFirst.exec(shown)
    const state = first?.[2] ?? stateFirst.exec(shown)?.[1]
    const name = first?.[1] ?? stateFirst.exec(shown)?.[2]
    if (name !== undefined && state !== undefined && !/[:：]/.test(name))
      return { line, name: foldSpace(name), online: /^在/.test(state) }
  }
  const level = lines.slice(top, bar).findLastIndex(line => /^级别\s*[:：]/.test(line.trim()))
  const above = level > 0 ? foldSpace(lines[top + level - 1] ?? '') : ''
  return above === '' ? null : { line: top + level - 1, name: above, online: null }
}

function cardOf(lines: readonly string[], { name, online }: NameLine, time: TimeContext): CardDraft {
  const fields: CardField[] = []
  for (const [index, line] of lines.entries()) {
    const shown = foldSpace(line)
    const next = foldSpace(lines[index + 1] ?? '')
    const stated = cardFieldOf(shown)
    if (stated) fields.push(stated)
    // 8.3 and later: the label on a line, its value on the next; a label without a value is followed by a label.
    else if (/^\D{1,12}$/.test(shown) && /^[-+]?\d[\d\- .,:]*\D{0,6}$/.test(next)) fields.push(cardField(shown, next))
  }
  return draftCard({ ...typedMembers(fields, time), name, online, fields })
}
