/*
 * Forum posts end their paragraphs with line breaks, so long ones stand without air between them. Where the lines are
 * too long to be wrapped by hand or to be verse, they are paragraphs, and become ones.
 */
const longLine = 45
const blocks = new Set('BLOCKQUOTE DETAILS DIV DL FIGURE H1 H2 H3 H4 H5 H6 HR OL P PRE TABLE UL'.split(' '))

/** Turns the lines of a long text into paragraphs, in place; a blank line between them stays a wider gap. */
export function partIntoParagraphs(fragment: DocumentFragment): void {
  const root =
    fragment.children.length === 1 && fragment.firstElementChild?.nodeName === 'DIV'
      ? fragment.firstElementChild
      : fragment
  const lines = linesOf(root)
  const lengths = lines.map(line => line.reduce((sum, node) => sum + (node.textContent?.trim().length ?? 0), 0))
  const told = lengths.filter(length => length > 0).sort((one, other) => one - other)
  if (told.length < 2 || (told[told.length >> 1] ?? 0) < longLine) return
  let apart = false
  lines.forEach((line, index) => {
    const first = line[0]
    if (!first) {
      apart = true
      return
    }
    if (lengths[index] === 0 || blocks.has(first.nodeName)) return
    const paragraph = document.createElement('p')
    paragraph.className = apart ? 'line apart' : 'line'
    apart = false
    first.parentNode?.insertBefore(paragraph, first)
    paragraph.append(...line)
  })
  for (const child of [...root.children]) if (child.nodeName === 'BR') child.remove()
}

/** The runs of nodes between line breaks; a block stands for itself, a blank line is an empty run. */
function linesOf(root: ParentNode & Node): Node[][] {
  const lines: Node[][] = [[]]
  for (const node of root.childNodes) {
    if (node.nodeName === 'BR') lines.push([])
    else if (blocks.has(node.nodeName)) lines.push([node], [])
    else if (lines.at(-1)!.length > 0 || node.textContent?.trim() !== '') lines.at(-1)!.push(node)
  }
  return lines
}
