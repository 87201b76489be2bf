/*
 * Forum posts end their paragraphs with line breaks, so long ones stand without air between them. Where lines are
 * wider than anyone wraps by hand, they are paragraphs and get their air; verse and hand-wrapped mail stay as written.
 */
const widestByHand = 100
const blocks = new Set('BLOCKQUOTE DETAILS DIV DL FIGURE H1 H2 H3 H4 H5 H6 HR OL P PRE TABLE UL'.split(' '))

/** Turns the lines of a long text into blocks of their own, in place; a blank line stays a wider gap. */
export function partIntoParagraphs(fragment: DocumentFragment): void {
  const rooms = [fragment, ...fragment.querySelectorAll('p, div')]
  for (const room of rooms) if ([...room.children].some(child => child.nodeName === 'BR')) partLines(room)
}

function partLines(room: ParentNode & Node): void {
  const lines = linesOf(room)
  const widths = lines.map(line => widthOf(line.map(node => node.textContent ?? '').join('')))
  const told = widths.filter(width => width > 0)
  if (told.filter(width => width > widestByHand).length * 4 < told.length || told.length < 2) return
  let apart = false
  lines.forEach((line, index) => {
    const first = line[0]
    if (!first) apart = true
    if (!first || blocks.has(first.nodeName) || (widths[index] === 0 && first.nodeName === '#text')) return
    const paragraph = document.createElement('span')
    paragraph.className = apart ? 'line apart' : 'line'
    apart = false
    room.insertBefore(paragraph, first)
    paragraph.append(...line)
  })
  for (const child of [...room.children]) if (child.nodeName === 'BR') child.remove()
}

/** The runs of nodes between line breaks; a block stands for itself, a blank line is an empty run. */
function linesOf(room: Node): Node[][] {
  const lines: Node[][] = [[]]
  for (const node of room.childNodes) {
    if (node.nodeName === 'BR') lines.push([])
    else if (blocks.has(node.nodeName)) lines.push([node], [])
    else if (lines.at(-1)!.length > 0 || node.nodeName !== '#text' || node.textContent?.trim() !== '')
      lines.at(-1)!.push(node)
  }
  return lines
}

/** In columns, as a terminal counts: a Chinese character takes two. */
const widthOf = (text: string): number => {
  const told = text.trim()
  return told.length + (told.match(/[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]/g)?.length ?? 0)
}
