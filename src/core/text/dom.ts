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
import { namesAskedBy, namesOn, type PageNames } from './page-names.ts'

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
interface Selector {
  readonly test: Test
  readonly asks: ReturnType<typeof namesAskedBy>
}
const compiled = new Map<string, Selector>()
const mostCompiled = 4_000

function selectorOf(written: string): Selector {
  let selector = compiled.get(written)
  if (!selector) {
    // Selectors with an id of the page in them are used once; a long import must not keep them all.
    if (compiled.size >= mostCompiled) compiled.clear()
    selector = { test: compile<AnyNode, Element>(written), asks: namesAskedBy(written) }
    compiled.set(written, selector)
  }
  return selector
}

const testOf = (selector: string): Test => selectorOf(selector).test

/** The page that does not change at present, with the names on it. */
let still: { readonly document: Document; readonly names: PageNames } | null = null

/** Asks something of a page that does not change meanwhile: what the page has nothing of is then not looked for in it. */
export function whileStill<Answer>(document: Document, ask: () => Answer): Answer {
  still = { document, names: namesOn(document) }
  try {
    return ask()
  } finally {
    still = null
  }
}

/** Whether a page is known to have nothing that a selector matches. */
function isNowhere(root: AnyNode, { asks }: Selector): boolean {
  if (still?.document !== root) return false
  const { names } = still
  return asks.every(wanted => wanted.some(name => !names.has(name)))
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
  return find(root, selector, Infinity)
}

/** The first element below `root` that matches the CSS selector, or null. */
export function select(root: AnyNode, selector: string): Element | null {
  return find(root, selector, 1)[0] ?? null
}

function find(root: AnyNode, written: string, most: number): Element[] {
  const selector = selectorOf(written)
  const found: Element[] = []
  if (!('children' in root) || isNowhere(root, selector)) return found
  const stack: ParentNode[] = []
  pushParents(stack, root.children)
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isTag(node) && selector.test(node) && found.push(node) === most) return found
    pushParents(stack, node.children)
  }
  return found
}

/** Puts those that can have something below them on a stack, the first one last. */
function pushParents(stack: ParentNode[], nodes: readonly ChildNode[]): void {
  for (let index = nodes.length - 1; index >= 0; index--) {
    const node = nodes[index]!
    if (!isText(node) && 'children' in node) stack.push(node)
  }
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
