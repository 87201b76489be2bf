/* A box of code in a body made the plain <pre><code> it means. */
import { Element, Text } from 'domhandler'
import { replaceElement } from 'domutils'
import type { AnyNode } from '../text/dom.ts'
import { isTag, isText, walk } from '../text/dom.ts'

/** Puts <pre><code> with the lines of `code` in the place of `box`. */
export function markCode(box: Element, code: AnyNode): void {
  const lines = preformatted(code)
  replaceElement(box, new Element('pre', {}, [new Element('code', {}, [new Text(lines)])]))
}

/** The text of a node with its white space and line breaks as they are, empty lines at both ends left out. */
function preformatted(node: AnyNode): string {
  const inPre =
    isTag(node) && (node.name === 'pre' || node.children.some(child => isTag(child) && child.name === 'pre'))
  const parts: string[] = []
  walk(node, child => {
    // A line end of the source that stands beside a <br> is none of its own.
    if (isText(child)) parts.push(inPre ? child.data : child.data.replace(/\r?\n/g, ' '))
    else if (isTag(child) && child.name === 'br') parts.push('\n')
    else if (isTag(child) && /^(?:li|tr|div|p)$/.test(child.name) && parts.length > 0) parts.push('\n')
    return undefined
  })
  return parts
    .join('')
    .replaceAll('\r', '')
    .replaceAll('\u00a0', ' ')
    .replace(/^(?:[ \t]*\n)+|\s+$/g, '')
}
