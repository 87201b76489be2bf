/* Ways through a page's tree that stay quick on hostile ones: nothing here is done once for each level of nesting. */
import type { AnyNode, ChildNode, Element } from '../../text/dom.ts'
import { isTag, isText, selectAll, walk } from '../../text/dom.ts'

/**
 * The elements below `root` that match, without those below another match and those below `except`; no `except`, no
 * exception.
 */
export function outermost(root: AnyNode, selector: string, except: Element | null = null): Element[] {
  const all = new Set(selectAll(root, selector))
  const found: Element[] = []
  walk(root, node => {
    if (node === except) return false
    if (!isTag(node) || !all.has(node)) return undefined
    found.push(node)
    return false
  })
  return found
}

/** The first element below `root` with one of the ids, or null. Ids differ on every page, so no selector is kept for them. */
export function byId(root: Element, ...ids: readonly string[]): Element | null {
  return selectAll(root, '[id]').find(element => ids.includes(element.attribs['id']!)) ?? null
}

/** Leaves an element out of what is shown without touching the lists that are being walked. */
export function vanish(element: Element): void {
  element.children = []
  element.attribs = { style: 'display:none' }
}

/**
 * Takes the parts out of one another: where broken markup left a post open, the next ones lie in its text, and would be
 * read as its words.
 */
export function part(roots: ReadonlySet<Element>): void {
  for (const root of roots) {
    let ancestor = root.parent
    while (ancestor && !(isTag(ancestor) && roots.has(ancestor))) ancestor = ancestor.parent
    if (!ancestor || !root.parent) continue
    const siblings = root.parent.children
    siblings.splice(siblings.indexOf(root), 1)
    root.parent = null
  }
}

/** The nodes without the empty lines before and after them. */
export function trimmed(nodes: readonly ChildNode[]): ChildNode[] {
  let start = 0
  let end = nodes.length
  while (start < end && isEmpty(nodes[start]!)) start++
  while (end > start && isEmpty(nodes[end - 1]!)) end--
  return nodes.slice(start, end)
}

function isEmpty(node: ChildNode): boolean {
  if (isText(node)) return node.data.trim() === ''
  return !isTag(node) || node.name === 'br' || node.name === 'script' || node.attribs['style'] === 'display:none'
}
