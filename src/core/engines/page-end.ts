/* Whether a saved page reaches its own end. */
import type { Problem } from '../model/reading.ts'
import { select } from '../text/dom.ts'
import type { HtmlPage } from './engine.ts'

/**
 * A problem for a page that stops before anything that stands below the posts; `below` selects such things, for some
 * programs leave out the closing tags of whole pages.
 */
export function cutShort(page: HtmlPage, below: string): Problem[] {
  if (/<\/(?:html|body)\s*>/i.test(page.source.slice(-4096)) || select(page.document, below)) return []
  return [{ code: 'page-incomplete', message: 'The file ends before the page does: later posts may be missing.' }]
}
