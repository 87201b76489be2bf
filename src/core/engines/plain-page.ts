/* The last reader: any page as plain reading text under its title, so that nothing saved is ever refused for its form. */
import { draftPage, draftPost } from '../clean/draft.ts'
import type { PageDraft } from '../clean/draft.ts'
import type { ChildNode } from '../text/dom.ts'
import { isTag, select, selectAll, text } from '../text/dom.ts'
import type { Page } from './engine.ts'
import { pageAddress } from './page-facts.ts'

export const plainPage = { id: 'plain-page', read: readPlainPage }

function readPlainPage(page: Page): PageDraft {
  if (page.kind === 'text') {
    const title =
      page.text
        .split('\n')
        .find(line => line.trim() !== '')
        ?.trim()
        .slice(0, 200) ?? page.name
    return draftPage({
      confidence: 'guess',
      thread: { title, url: page.url },
      posts: [draftPost({ body: page.text, isOpening: true, floor: 1 })],
    })
  }
  const title = text(select(page.document, 'title')) || text(select(page.document, 'h1')) || page.name
  return draftPage({
    confidence: 'guess',
    forum: { name: null, host: null },
    thread: { title, url: pageAddress(page) },
    posts: [draftPost({ body: mainContent(page.document), isOpening: true, floor: 1 })],
  })
}

/** The part of a page that holds most of its text; the whole body when no part stands out. */
function mainContent(document: Parameters<typeof select>[0]): readonly ChildNode[] {
  const body = select(document, 'body')
  if (!body) return 'children' in document ? document.children : []
  const all = text(body).length
  const parts = selectAll(body, 'main, article, [role=main], #content, #main, .content').filter(
    part => text(part).length > all * 0.5,
  )
  return (parts.at(-1) ?? body).children.filter(
    node => !isTag(node) || !['nav', 'header', 'footer', 'aside', 'form'].includes(node.name),
  )
}
