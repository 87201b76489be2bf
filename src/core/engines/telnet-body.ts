/*
 * Articles of boards that are older than the web (PTT, 水木, 未名空间): lines of text in a fixed form. First who wrote
 * (发信人 …), then the text, where 「: 」 marks what is quoted, then 「--」, the signature, and where it was sent from.
 */
import { Element, Text } from 'domhandler'
import type { CardDraft } from '../clean/draft.ts'
import { draftCard, markQuote } from '../clean/draft.ts'
import type { CardField, EditReading } from '../model/reading.ts'
import type { ChildNode } from '../text/dom.ts'
import { foldSpace, isTag, isText, text, walk } from '../text/dom.ts'
import { readTime } from '../text/time.ts'

export interface TelnetBody {
  /** 发信人, 标题, 发信站 and the like, by their labels without spaces. */
  readonly heads: ReadonlyMap<string, string>
  readonly body: readonly ChildNode[]
  readonly signature: readonly ChildNode[] | null
  /** Where it was sent from, as a line of the poster's card. */
  readonly fields: CardField[]
  readonly edits: EditReading[]
}

type Line = readonly ChildNode[]

const headForm = /^(发信人|發信人|寄信人|标\s*题|標\s*題|发信站|發信站|作者|信区|看板)\s*[:：]\s*(.*)$/
const closing = /^※\s*(?:来源|來源|發信站|发信站|转载|轉錄|文章網址|文章网址|修改|編輯|编辑)\s*[:：·]/
const changed = /^※\s*(?:修改|編輯|编辑)\s*[:：]·?\s*([\w-]{1,20})/
const from = /(?:\[(FROM):\s*([^\]]{1,60})\])|(?:(來自|来自)\s*[:：]\s*([\d.a-f:*]{3,45}))/i

export interface TelnetForm {
  /** Line ends of the source are line ends of the text. */
  readonly newlines?: boolean
  /** Quoted lines were broken again at the margin: what follows a full one is quoted still. */
  readonly broken?: boolean
}

/** Takes an article apart. */
export function telnetBody(nodes: readonly ChildNode[], form: TelnetForm = {}): TelnetBody {
  const lines = linesOf(nodes, form.newlines === true)
  const words = lines.map(line => foldSpace(line.map(wordsOf).join('')))
  const heads = new Map<string, string>()
  let start = words.findIndex(line => line !== '')
  for (; start >= 0 && start < lines.length; start++) {
    const match = headForm.exec(words[start]!)
    if (!match) break
    heads.set(match[1]!.replace(/\s/g, ''), match[2]!)
  }
  start = Math.max(start, 0)
  const end = words.findIndex((line, index) => index >= start && closing.test(line))
  const last = end < 0 ? lines.length : end
  const dashes = words.slice(0, last).lastIndexOf('--')
  const cut = dashes >= start ? dashes : last
  const tail = words.slice(last).filter(line => closing.test(line))
  // What a writer adds below the closing lines, between the comments of others, is still the article.
  const added = lines.slice(last).filter((_, index) => !closing.test(words[last + index]!))
  const signature = lines.slice(cut + 1, last)
  return {
    heads,
    body: [...joined(lines.slice(start, cut), form), ...joined(added, form)],
    signature: signature.some(line => line.some(node => wordsOf(node).trim() !== '')) ? joined(signature, form) : null,
    fields: tail.flatMap(sentFrom).slice(0, 1),
    edits: tail.flatMap(editIn),
  }
}

/** A card with the signature and the sender's place; null where there is neither. */
export function telnetCard({ signature, fields }: TelnetBody, name: string | null): CardDraft | null {
  return signature === null && fields.length === 0 ? null : draftCard({ name, signature, fields })
}

const wordsOf = (node: ChildNode): string => (isText(node) ? node.data : isTag(node) ? text(node) : '')

function sentFrom(line: string): CardField[] {
  const match = from.exec(line)
  return match ? [{ label: (match[1] ?? match[3])!, value: (match[2] ?? match[4])!, number: null, unit: null }] : []
}

function editIn(line: string): EditReading[] {
  const match = changed.exec(line)
  if (!match) return []
  const rest = line.slice(match[0].length)
  const at = readTime(rest.replace(/[(（[][^()（）[\]]{0,60}[)）\]]/g, ' '), { savedAt: null })
  return [{ by: match[1]!, at: at?.at ?? null, text: line }]
}

/** The nodes of each line; elements that run over a line's end are taken apart. */
function linesOf(nodes: readonly ChildNode[], newlines: boolean): Line[] {
  const lines: ChildNode[][] = [[]]
  const stack = nodes.toReversed()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isText(node)) {
      const parts = newlines ? node.data.split('\n') : [node.data.replace(/[ \t\r\n]+/g, ' ')]
      parts.forEach((part, index) => {
        if (index > 0) lines.push([])
        if (part !== '') lines.at(-1)!.push(new Text(part))
      })
    } else if (isTag(node)) {
      if (node.name === 'br') lines.push([])
      else if (endsLine(node, newlines)) stack.push(...node.children.toReversed())
      else lines.at(-1)!.push(node)
    }
  }
  return lines
}

function endsLine(element: Element, newlines: boolean): boolean {
  if (!/^(?:span|font|p|b|i|u|div|center)$/.test(element.name)) return false
  let found = element.name === 'p'
  walk(element, node => {
    if (isTag(node) ? node.name === 'br' : newlines && isText(node) && node.data.includes('\n')) found = true
    return !found
  })
  return found
}

const attribution =
  /^(?:【\s*在\s*(\S{1,30})\s*(?:[(（].{0,60}[)）])?\s*的(?:大作|文章|作品)中提到\s*[:：]?\s*】?|※\s*引述《\s*([\w-]{1,20})[^》]{0,60}》.{0,10})\s*$/

/** Lines as a body, those quoted in a quote of their own; empty lines at both ends left out. */
function joined(all: readonly Line[], { broken = false }: TelnetForm): ChildNode[] {
  const isEmpty = (line: Line): boolean => line.every(node => isText(node) && node.data.trim() === '')
  const first = all.findIndex(line => !isEmpty(line))
  if (first < 0) return []
  const lines = all.slice(first, all.findLastIndex(line => !isEmpty(line)) + 1)
  const out: ChildNode[] = []
  for (let index = 0; index < lines.length; index++) {
    const words = foldSpace(lines[index]!.map(wordsOf).join(''))
    const named = attribution.exec(words)
    const quoted = quotedFrom(lines, named ? index + 1 : index, broken)
    if (quoted === 0) {
      out.push(...lines[index]!, new Element('br', {}))
      continue
    }
    const start = named ? index + 1 : index
    const quote = new Element('blockquote', {})
    const content = lines.slice(start, start + quoted).flatMap(line => [...unmarked(line), new Element('br', {})])
    markQuote(quote, { author: named?.[1] ?? named?.[2] ?? null }, content.slice(0, -1))
    out.push(quote)
    index = start + quoted - 1
  }
  return out
}

/** How many lines from here on begin with 「: 」, those that only continue one counted in where lines were broken. */
function quotedFrom(lines: readonly Line[], start: number, broken: boolean): number {
  let [end, isFull] = [start, false]
  for (; end < lines.length; end++) {
    const words = lines[end]!.map(wordsOf).join('')
    if (!/^\s*[:：](?:\s|$)/.test(words) && !isFull) break
    isFull = broken && columns(words) >= 72
  }
  return end - start
}

/** The width on a telnet screen, where a Chinese character takes two columns. */
const columns = (words: string): number => words.trim().length + (words.match(/[\u2e80-\uffef]/g)?.length ?? 0)

/** A quoted line without the mark at its beginning. */
function unmarked(line: Line): ChildNode[] {
  const [first, ...rest] = line
  if (!first) return []
  if (isText(first)) return [new Text(first.data.replace(/^\s*[:：]\s?/, '')), ...rest]
  if (isTag(first) && first.children[0] && isText(first.children[0]))
    first.children[0].data = first.children[0].data.replace(/^\s*[:：]\s?/, '')
  return [...line]
}
