import type { Mark } from '../../core/text/marks.ts'

/** Finds in a text what is to be marked, in order and without overlaps. */
export type Marker = (text: string) => readonly Mark[]

const blocks = new Set(
  'ADDRESS ARTICLE BLOCKQUOTE CAPTION DD DETAILS DIV DL DT FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION SUMMARY TABLE TD TH TR UL'.split(
    ' ',
  ),
)

interface Piece {
  readonly node: Text
  readonly start: number
}

/**
 * Wraps every match in <mark data-match="n">. A match may run through inline elements, never through the
 * end of a block, so the text is read as a whole first and the marks are set as ranges of text nodes.
 */
export function markText(root: DocumentFragment | Element, marker: Marker): void {
  const { pieces, text } = textOf(root)
  const marks = marker(text)
  // From the end to the beginning, so that splitting a node leaves the offsets before it true.
  let piece = pieces.length - 1
  for (let index = marks.length - 1; index >= 0; index -= 1) {
    const mark = marks[index]!
    while (piece >= 0 && pieces[piece]!.start >= mark.end) piece -= 1
    for (let at = piece; at >= 0; at -= 1) {
      const { node, start } = pieces[at]!
      if (start + node.data.length > mark.start)
        wrap(node, Math.max(0, mark.start - start), Math.min(node.data.length, mark.end - start), index)
      if (start <= mark.start) break
    }
  }
}

function textOf(root: DocumentFragment | Element): { pieces: Piece[]; text: string } {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  const pieces: Piece[] = []
  let text = ''
  let block: Node | null = null
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      const own = blockOf(node, root)
      if (own !== block && text !== '') text += '\n'
      block = own
      pieces.push({ node, start: text.length })
      text += node.data.replace(/\s/g, ' ')
    } else if (node.nodeName === 'BR' || node.nodeName === 'IMG') text += '\n'
  }
  return { pieces, text }
}

function blockOf(node: Node, root: Node): Node {
  let above = node.parentNode
  while (above && above !== root && !blocks.has(above.nodeName)) above = above.parentNode
  return above ?? root
}

function wrap(node: Text, from: number, to: number, index: number): void {
  if (to <= from) return
  const matched = node.splitText(from)
  matched.splitText(to - from)
  const mark = document.createElement('mark')
  mark.dataset['match'] = String(index)
  matched.replaceWith(mark)
  mark.append(matched)
}
