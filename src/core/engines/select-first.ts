/* Selecting by preference instead of by place. */
import type { AnyNode, Element } from '../text/dom.ts'
import { select } from '../text/dom.ts'

/** The first element of the first selector that finds one; a selector list would find whatever stands first, outermost first. */
export function selectFirst(root: AnyNode | null | undefined, ...selectors: readonly string[]): Element | null {
  if (!root) return null
  for (const selector of selectors) {
    const found = select(root, selector)
    if (found) return found
  }
  return null
}
