/* A spoiler of a body made the <details> that it is. */
import { Element, Text } from 'domhandler'
import type { ChildNode } from '../text/dom.ts'

/** Makes an element a <details> of the content, which is shown again whatever hid it in the page. */
export function markSpoiler(box: Element, label: string, content: readonly ChildNode[]): void {
  const summary = new Element('summary', {}, [new Text(label)])
  box.name = 'details'
  box.attribs = {}
  box.children = [summary, ...content]
  for (const child of box.children) {
    child.parent = box
    if ('attribs' in child) {
      delete child.attribs['hidden']
      if (/display\s*:\s*none/i.test(child.attribs['style'] ?? '')) delete child.attribs['style']
    }
  }
}
