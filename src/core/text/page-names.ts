/*
 * The ids, classes, attributes and elements that a page has, by name. Most selectors that are asked of a page, to tell
 * whose it is, name something that is nowhere on it: that is known then without looking through the page.
 */
import type { Document, ParentNode } from 'domhandler'
import { isTag, isText } from 'domhandler'

/** `#id`, `.class`, `[attribute` and `element`. */
export type PageNames = ReadonlySet<string>

/** The names on a page. */
export function namesOn(document: Document): PageNames {
  const names = new Set<string>()
  const [elements, attributes, classes] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const stack: ParentNode[] = [document]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isTag(node)) {
      elements.add(node.name)
      for (const name in node.attribs) attributes.add(name)
      const { id, class: written } = node.attribs
      if (id !== undefined) names.add(`#${id}`)
      if (written !== undefined) classes.add(written)
    }
    for (const child of node.children) if (!isText(child) && 'children' in child) stack.push(child)
  }
  for (const name of elements) names.add(name.toLowerCase())
  for (const name of attributes) names.add(`[${name}`)
  for (const written of classes) for (const name of written.split(/\s+/)) names.add(`.${name}`)
  return names
}

/**
 * For each of the alternatives of a selector, names without which no page has anything that matches it. What is not
 * understood asks for nothing.
 */
export function namesAskedBy(selector: string): readonly (readonly string[])[] {
  if (/[\\|]/.test(selector)) return [[]]
  const flat = withoutBrackets(selector)
  return flat === null ? [[]] : flat.split(',').map(alternative => [...alternative.matchAll(name)].map(spelt))
}

const name = /\[([\w-]+)\]|([#.][^\s#.[\]:>+~,*]+)|(?<![\w:#.[-])([a-z][\w-]*)/gi

function spelt([, attribute, idOrClass, element]: RegExpMatchArray): string {
  return attribute ? `[${attribute.toLowerCase()}` : (idOrClass ?? element!.toLowerCase())
}

/** A selector without the values of attributes and without what stands in parentheses; null where they are not closed. */
function withoutBrackets(selector: string): string | null {
  const plain = selector.replaceAll(/\[\s*([\w-]+)(?:"[^"]*"|'[^']*'|[^"'\]])*\]/g, '[$1]')
  let flat = plain
  for (let before = ''; before !== flat;) {
    before = flat
    flat = flat.replaceAll(/\([^()]*\)/g, '')
  }
  return /[()"'=]/.test(flat) ? null : flat
}
