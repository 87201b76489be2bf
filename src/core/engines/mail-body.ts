/* Mails as archives show them: addresses with names, quoted lines, and the signature after 「-- 」. */
import { Element, Text } from 'domhandler'
import { markQuote } from '../clean/draft.ts'
import type { ChildNode } from '../text/dom.ts'
import { foldSpace, isTag, isText, text } from '../text/dom.ts'

/** The name in 「"Ann" <ann@example.org>」, 「ann at example.org (Ann)」 and the like; the address where nothing else is said. */
export function mailName(shown: string): string | null {
  const folded = foldSpace(shown)
  const bracketed = /^(.{1,120}?)\s*<[^<>]{0,200}>?$/.exec(folded)?.[1]
  const named = bracketed ?? /^\S{1,100}\s\((.{1,100})\)$/.exec(folded)?.[1] ?? folded
  return named.replace(/^["']+|["']+$/g, '').trim() || null
}

const isQuoted = (line: readonly ChildNode[]): boolean => /^\s*>/.test(wordsOf(line))
const wordsOf = (line: readonly ChildNode[]): string =>
  line.map(node => (isText(node) ? node.data : isTag(node) ? text(node) : '')).join('')

const attribution =
  /^(?:on .{5,120}|.{0,60}\d{4}.{0,60}|\S.{1,80})(?:\swrote|\swrites|\sschrieb|\sa écrit|写道|さん.{0,10})\s*[:：]?\s*$/i

/**
 * The lines of a mail's <pre> as a body: lines that begin with 「>」 in quotes, each line ended by a break; quotes name the
 * writer where the line before them does.
 */
export function mailBody(nodes: readonly ChildNode[]): ChildNode[] {
  const all = linesOf(nodes)
  const isWritten = (line: readonly ChildNode[]): boolean => wordsOf(line).trim() !== ''
  const lines = all.slice(Math.max(0, all.findIndex(isWritten)), all.findLastIndex(isWritten) + 1)
  const out: ChildNode[] = []
  for (let index = 0; index < lines.length; index++) {
    if (!isQuoted(lines[index]!)) {
      out.push(...lines[index]!, new Element('br', {}))
      continue
    }
    let end = index
    while (end < lines.length && isQuoted(lines[end]!)) end++
    const quoted = lines.slice(index, end)
    const quote = new Element('blockquote', {})
    const content = quoted.flatMap(line => [...withoutMark(line), new Element('br', {})])
    markQuote(quote, { author: writerBefore(lines, index) }, content.slice(0, -1))
    out.push(quote)
    index += quoted.length - 1
  }
  return out
}

/** 「On 3 Aug 1999, Ann Example wrote:」 */
function writerBefore(lines: readonly (readonly ChildNode[])[], index: number): string | null {
  const before = lines.slice(Math.max(0, index - 3), index).map(line => foldSpace(wordsOf(line)))
  const line = before.findLast(words => words !== '')
  if (line === undefined || !attribution.test(line)) return null
  const said = line.replace(/(?:\swrote|\swrites|\sschrieb|\sa écrit|写道)\s*[:：]?\s*$/i, '')
  const name = mailName(/(?:,|\d{2}:\d{2}(?::\d{2})?(?:\s[+-]\d{4})?)\s*([^,]{2,80})$/.exec(said)?.[1] ?? said)
  return name !== null && /\d{4}|^on\s/i.test(name) ? null : name
}

/** The nodes of each line of preformatted text; links stay whole, other elements that run over lines are taken apart. */
function linesOf(nodes: readonly ChildNode[]): ChildNode[][] {
  const lines: ChildNode[][] = [[]]
  const stack = nodes.toReversed()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isText(node))
      node.data.split('\n').forEach((part, index) => {
        if (index > 0) lines.push([])
        if (part !== '') lines.at(-1)!.push(new Text(part))
      })
    else if (isTag(node)) {
      if (node.name === 'br') lines.push([])
      else if (node.name !== 'a') stack.push(...node.children.toReversed())
      else lines.at(-1)!.push(node)
    }
  }
  return lines
}

function withoutMark(line: readonly ChildNode[]): ChildNode[] {
  const [first, ...rest] = line
  if (!first || !isText(first)) return [...line]
  const words = first.data.replace(/^\s*>\s?/, '')
  const [next] = rest
  // Archives set what is quoted in italics, the space behind the mark with it.
  if (words === '' && next && isText(next)) return [new Text(next.data.replace(/^\s/, '')), ...rest.slice(1)]
  return [new Text(words), ...rest]
}
