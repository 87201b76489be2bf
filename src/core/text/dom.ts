/*
 * The tree that engines read. parse5 builds what a browser would build of broken forum HTML; scripting is off so that
 * the content of <noscript> is elements (Discourse keeps all posts there). Walks here are loops, never recursion:
 * hostile pages nest 100,000 deep.
 */
import { compile } from 'css-select'
import type { AnyNode, ChildNode, Document, Element, ParentNode } from 'domhandler'
import { isTag, isText } from 'domhandler'
import { Parser } from 'parse5'
import { adapter } from 'parse5-htmlparser2-tree-adapter'

export type { AnyNode, ChildNode, Document, Element, ParentNode } from 'domhandler'
export { isDirective, isTag, isText } from 'domhandler'

/** The document a browser would build of the text. */
export function parseHtml(html: string): Document {
  return parsePage(html).document
}

/** Elements that may stay open to the end of a page: HTML lets their end tags go. */
const openToTheEnd = new Set(
  'html body p li dt dd option optgroup thead tbody tfoot tr td th colgroup rt rp'.split(' '),
)

/** The document, and whether the text ends in the middle of it: in a tag, a comment or an element that must be closed. */
export function parsePage(html: string): { document: Document; endsInside: boolean } {
  const parser = new Parser({ treeAdapter: adapter, scriptingEnabled: false })
  parser.tokenizer.write(html, true)
  const { items, stackTop } = parser.openElements
  const isOpen = items.slice(0, stackTop + 1).some(element => isTag(element) && !openToTheEnd.has(element.name))
  return { document: parser.document, endsInside: isOpen || endsInTag(html) }
}

/** Whether a text ends in a tag, a comment or a script. */
function endsInTag(html: string): boolean {
  if (/<[a-z!/][^<>]{0,20000}$/i.test(html.slice(-20_000))) return true
  const isLater = (opening: string, closing: string): boolean => html.lastIndexOf(opening) > html.lastIndexOf(closing)
  return isLater('<!--', '-->') || isLater('<script', '</script') || isLater('<style', '</style')
}

type Test = (node: Element) => boolean
const compiled = new Map<string, Test>()
const mostCompiled = 4_000

function testOf(selector: string): Test {
  let test = compiled.get(selector)
  if (!test) {
    // Selectors with an id of the page in them are used once; a long import must not keep them all.
    if (compiled.size >= mostCompiled) compiled.clear()
    test = compile<AnyNode, Element>(selector)
    compiled.set(selector, test)
  }
  return test
}

/** Whether a text is a CSS selector that this program understands. */
export function isSelector(written: string): boolean {
  try {
    compile(written)
    return true
  } catch (error) {
    // css-what and css-select throw plain errors for what they do not understand.
    if (error instanceof Error) return false
    throw error
  }
}

/**
 * Visits every node below `root` in document order, `root` itself left out. `enter` answers false to skip what is
 * below a node; `leave` is called for an entered element after all that is below it.
 */
export function walk(
  root: AnyNode,
  enter: (node: ChildNode) => boolean | undefined,
  leave?: (element: Element) => void,
): void {
  if (!('children' in root)) return
  const stack: (ChildNode | { left: Element })[] = root.children.toReversed()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ('left' in node) {
      leave?.(node.left)
      continue
    }
    if (enter(node) === false || !('children' in node)) continue
    if (leave && isTag(node)) stack.push({ left: node })
    for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index]!)
  }
}

/** All elements below `root` that match the CSS selector, in document order. */
export function selectAll(root: AnyNode, selector: string): Element[] {
  const test = testOf(selector)
  const found: Element[] = []
  walk(root, node => {
    if (isTag(node) && test(node)) found.push(node)
    return undefined
  })
  return found
}

/** The first element below `root` that matches the CSS selector, or null. */
export function select(root: AnyNode, selector: string): Element | null {
  if (!('children' in root)) return null
  const test = testOf(selector)
  const stack: ChildNode[] = root.children.toReversed()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isTag(node) && test(node)) return node
    if (!('children' in node)) continue
    for (let index = node.children.length - 1; index >= 0; index--) stack.push(node.children[index]!)
  }
  return null
}

/** Whether the element itself matches the CSS selector. */
export function matches(element: Element, selector: string): boolean {
  return testOf(selector)(element)
}

/** The nearest ancestor, the element itself included, that matches the CSS selector, or null. */
export function closest(element: Element, selector: string): Element | null {
  const test = testOf(selector)
  for (let node: ParentNode | null = element; node; node = node.parent) if (isTag(node) && test(node)) return node
  return null
}

/** An attribute's value, or null where the element or the attribute is absent. */
export function attribute(element: Element | null | undefined, name: string): string | null {
  return element?.attribs[name] ?? null
}

const silent = new Set(['script', 'style', 'template', 'head', 'noframes', 'iframe', 'object', 'textarea', 'select'])
const breaking = new Set(
  'address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul'.split(
    ' ',
  ),
)

/** All text below a node with white space folded to single spaces and trimmed; scripts and styles left out. */
export function text(node: AnyNode | null | undefined): string {
  return node ? foldSpace(rawText(node)) : ''
}

/** The text of a node's own text children, folded; elements below it left out. */
export function ownText(node: ParentNode | null | undefined): string {
  return node ? foldSpace(node.children.map(child => (isText(child) ? child.data : ' ')).join('')) : ''
}

/** The text as lines: blocks and <br> end a line, each line is folded and trimmed, empty lines are left out. */
export function textLines(node: AnyNode | null | undefined): string[] {
  if (!node) return []
  return rawText(node, '\n')
    .split('\n')
    .map(foldSpace)
    .filter(line => line !== '')
}

function rawText(node: AnyNode, lineBreak = ' '): string {
  if (isText(node)) return node.data
  const parts: string[] = []
  walk(
    node,
    child => {
      if (isText(child)) parts.push(lineBreak === ' ' ? child.data : child.data.replace(/[\r\n]+/g, ' '))
      else if (isTag(child)) {
        if (silent.has(child.name)) return false
        if (breaking.has(child.name)) parts.push(lineBreak)
      }
      return undefined
    },
    element => {
      if (breaking.has(element.name) && element.name !== 'br') parts.push(lineBreak)
    },
  )
  return parts.join('')
}

/** White space, no-break spaces and byte order marks included, folded to single spaces and trimmed. */
export function foldSpace(value: string): string {
  return value.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim()
}
