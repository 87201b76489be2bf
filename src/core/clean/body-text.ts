import type { ChildNode, Element } from '../text/dom.ts'
import { isTag, isText } from '../text/dom.ts'
import { droppedElements, isHidden } from './clean-html.ts'

const blocks = new Set(
  'address article aside blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre section summary table tr ul'.split(
    ' ',
  ),
)
const spaced = new Set(['td', 'th'])

interface Frame {
  readonly nodes: readonly ChildNode[]
  next: number
  readonly element: Element | null
  readonly preformatted: boolean
}

/**
 * What a body says, as plain text: one line a block or <br>, white space folded except in <pre>, empty lines at most
 * one in a row. It holds exactly what cleanHtml shows, so that search and page agree.
 */
export function bodyText(nodes: readonly ChildNode[]): string {
  const parts: string[] = []
  const stack: Frame[] = [{ nodes, next: 0, element: null, preformatted: false }]
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const node = frame.nodes[frame.next++]
    if (!node) {
      if (frame.element && blocks.has(frame.element.name)) parts.push('\n')
      stack.pop()
      continue
    }
    if (isText(node)) parts.push(textOf(node.data, frame.preformatted, parts.at(-1)))
    else if (isTag(node) && !droppedElements.has(node.name) && !isHidden(node)) {
      if (node.name === 'br' || blocks.has(node.name)) parts.push('\n')
      else if (spaced.has(node.name)) parts.push(' ')
      else if (node.name === 'img')
        parts.push(textOf(node.attribs['alt'] ? ` ${node.attribs['alt']} ` : '', false, parts.at(-1)))
      stack.push({
        nodes: node.children,
        next: 0,
        element: node,
        preformatted: frame.preformatted || node.name === 'pre',
      })
    }
  }
  return tidyLines(parts.join(''))
}

/** A text node's characters: as they are in <pre>, else folded, without a space where a line begins. */
function textOf(data: string, preformatted: boolean, before: string | undefined): string {
  if (preformatted) return data.replaceAll('\r', '')
  const folded = data.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
  return before === undefined || before === '' || before.endsWith('\n') ? folded.trimStart() : folded
}

/** Trims every line's end, allows one empty line in a row, and drops control characters. */
export function tidyLines(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g, '')
      .replace(/[ \t\u00a0]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  )
}
