/* How much a page's elements say, measured once for the whole tree. */
import type { AnyNode, Element } from '../text/dom.ts'
import { isTag, isText, walk } from '../text/dom.ts'

export interface Weight {
  /** Characters of text, white space apart. */
  readonly all: number
  /** Those inside links. */
  readonly linked: number
}

const silent = new Set('script style noscript template head iframe object textarea select option button'.split(' '))

/** The text below every element of a tree, its root included; scripts and form controls say nothing. */
export function weigh(root: AnyNode): Map<Element, Weight> {
  const weights = new Map<Element, Weight>()
  const open: { all: number; linked: number; link: boolean }[] = [{ all: 0, linked: 0, link: false }]
  walk(
    root,
    node => {
      const top = open.at(-1)!
      if (isText(node)) {
        const length = node.data.replace(/\s+/g, '').length
        top.all += length
        if (top.link) top.linked += length
      } else if (isTag(node)) {
        if (silent.has(node.name)) return false
        open.push({ all: 0, linked: 0, link: top.link || node.name === 'a' })
      }
      return undefined
    },
    element => {
      const { all, linked } = open.pop()!
      weights.set(element, { all, linked })
      open.at(-1)!.all += all
      open.at(-1)!.linked += linked
    },
  )
  if (isTag(root)) weights.set(root, { all: open[0]!.all, linked: open[0]!.linked })
  return weights
}

/** Text that is not link text: what people wrote, roughly. */
export function prose(weights: ReadonlyMap<Element, Weight>, element: Element): number {
  const weight = weights.get(element)
  return weight ? weight.all - weight.linked : 0
}
