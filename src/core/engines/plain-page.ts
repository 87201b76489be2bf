/* The last reader: any page as plain reading text under its title, so that nothing saved is ever refused for its form. */
import { draftPage, draftPost } from '../clean/draft.ts'
import type { PageDraft } from '../clean/draft.ts'
import type { ChildNode, Element } from '../text/dom.ts'
import { isTag, select, walk } from '../text/dom.ts'
import type { HtmlPage, Page, TextPage } from './engine.ts'
import { pageFrame } from './page-place.ts'
import { pageTitle } from './page-title.ts'
import { prose, weigh } from './text-weight.ts'
import type { Weight } from './text-weight.ts'

export const plainPage = { id: 'plain-page', read: readPlainPage }

function readPlainPage(page: Page): PageDraft {
  return page.kind === 'text' ? readPlainText(page) : readPlainHtml(page)
}

function readPlainText(page: TextPage): PageDraft {
  const title = page.text.split('\n').find(line => line.trim() !== '')
  return draftPage({
    confidence: 'guess',
    thread: { title: title?.trim().slice(0, 200) ?? page.name, url: page.url },
    posts: [draftPost({ body: page.text, isOpening: true, floor: 1 })],
  })
}

function readPlainHtml(page: HtmlPage): PageDraft {
  return draftPage({
    confidence: 'guess',
    ...pageFrame(page, pageTitle(page)),
    posts: [draftPost({ body: mainContent(page), isOpening: true, floor: 1 })],
  })
}

/** The part of a page that was written for it, without the site's navigation around it. */
function mainContent(page: HtmlPage): readonly ChildNode[] {
  const body = select(page.document, 'body')
  if (!body) return page.document.children
  detach(chromeBelow(body, weigh(body)))
  return mainPart(body, weigh(body)).children
}

const chromeNames = new Set(['nav', 'footer', 'aside', 'form', 'noscript', 'dialog'])
const chromeRoles = new Set('navigation banner contentinfo search complementary menu menubar dialog alert'.split(' '))
const chromeWords =
  /(?:^|[\s_-])(?:nav(?:bar|igation)?|menu|sidebar|footer|breadcrumbs?|pag(?:er|ination|enav)|cookies?|toolbar|adverti[sz]e?ments?|share|social|login|copyright|skip-link)(?:$|[\s_-])/i

/** The outermost elements that are the site's own: by what they are, or by name when they are mostly links. */
function chromeBelow(body: Element, weights: ReadonlyMap<Element, Weight>): Element[] {
  const whole = prose(weights, body)
  const found: Element[] = []
  walk(body, node => {
    if (!isTag(node)) return undefined
    // Whatever it calls itself, an element with most of the page's prose is the page.
    if (!isChrome(node, weights) || prose(weights, node) > whole * 0.4) return undefined
    found.push(node)
    return false
  })
  return found
}

function isChrome(element: Element, weights: ReadonlyMap<Element, Weight>): boolean {
  if (chromeNames.has(element.name) || chromeRoles.has(element.attribs['role'] ?? '')) return true
  if (element.name === 'header' && !select(element, 'h1')) return true
  const names = `${element.attribs['id'] ?? ''} ${element.attribs['class'] ?? ''}`
  if (!chromeWords.test(names)) return false
  const weight = weights.get(element)
  return !weight || weight.linked * 2 >= weight.all || weight.all < 200
}

/**
 * Down from the body as long as one child holds nearly all that is written; a page of links alone (a list of threads)
 * has no such part and is kept whole.
 */
function mainPart(body: Element, weights: ReadonlyMap<Element, Weight>): Element {
  if (prose(weights, body) * 4 < (weights.get(body)?.all ?? 0)) return body
  let part = body
  // Of the whole body, not of the step above: on a page of many nested boxes each step would lose a share.
  const enough = Math.max(prose(weights, body) * 0.8, 1)
  for (let element: Element | undefined = body; element;) {
    if (!insideTables.has(element.name)) part = element
    element = element.children.filter(isTag).find(child => boxes.has(child.name) && prose(weights, child) >= enough)
  }
  return part
}

const boxes = new Set('div main article section table tbody tr td center form font span'.split(' '))
/** Never the main part themselves: their cells would be left without a table. */
const insideTables = new Set(['table', 'tbody', 'tr'])

function detach(elements: readonly Element[]): void {
  const gone = new Set<ChildNode>(elements)
  for (const parent of new Set(elements.map(element => element.parent)))
    if (parent) parent.children = parent.children.filter(child => !gone.has(child))
}
