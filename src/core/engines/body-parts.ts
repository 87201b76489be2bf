/* Small repairs that bodies of many forums need. */
import { Element as TreeElement, Text } from 'domhandler'
import { removeElement, replaceElement } from 'domutils'
import type { AnyNode, Element } from '../text/dom.ts'
import { attribute, closest, foldSpace, isTag, isText, matches, selectAll, walk } from '../text/dom.ts'

/** Takes everything that matches out of the tree below `root`. */
export function removeAll(root: AnyNode, selector: string): void {
  for (const element of selectAll(root, selector)) removeElement(element)
}

/** Puts the words that smileys stand for in their places, so that no picture of them is missed. */
export function smileysToWords(root: AnyNode, selector: string): void {
  for (const picture of selectAll(root, selector)) {
    const words = attribute(picture, 'alt') ?? attribute(picture, 'data-shortname') ?? attribute(picture, 'title')
    if (words) replaceElement(picture, new Text(words))
  }
}

/** The text of a node without what is below elements that match. */
export function textWithout(root: AnyNode | null, selector: string): string {
  const parts: string[] = []
  if (root)
    walk(root, node => {
      if (isTag(node) && (matches(node, selector) || /^(?:script|style|template)$/.test(node.name))) return false
      if (isText(node)) parts.push(node.data)
      else if (isTag(node) && /^(?:br|div|p|li|td|dd|dt|h\d)$/.test(node.name)) parts.push(' ')
      return undefined
    })
  return foldSpace(parts.join(''))
}

/** Pictures that stand below a post instead of in it, each as a block of its own for the body's end. */
export function asBlocks(pictures: readonly Element[]): Element[] {
  return pictures.map(picture => new TreeElement('div', {}, [picture]))
}

/** Whether `inner` is below an element that matches and itself below `root`. */
export function isBelow(inner: Element, selector: string): boolean {
  return inner.parent !== null && isTag(inner.parent) && closest(inner.parent, selector) !== null
}
