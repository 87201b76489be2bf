/* Where in its forum a page of unknown software stands: boards, thread id, page numbers. */
import { attribute, select, selectAll, text } from '../text/dom.ts'
import type { PageDraft } from '../clean/draft.ts'
import type { HtmlPage } from './engine.ts'
import { forumHost, pageAddress } from './page-facts.ts'

const crumbLists =
  '[itemtype$="schema.org/BreadcrumbList"], [itemtype$="data-vocabulary.org/Breadcrumb"], [class*=breadcrumb i], [id*=breadcrumb i], .crumbs, nav[aria-label*=breadcrumb i]'

/** The boards above a thread by the page's breadcrumbs, the thread's own crumb and the site's first one left out. */
export function boardPath(page: HtmlPage, title: string): string[] {
  for (const list of selectAll(page.document, crumbLists)) {
    const names = selectAll(list, 'a, [itemprop=name]').map(text)
    const path = [...new Set(names)].filter(
      (name, index) => name !== '' && name !== title && name.length <= 120 && (index > 0 || names.length === 1),
    )
    if (path.length > 0) return path
  }
  return []
}

/** A thread's number where its address has one in a place that forums keep it in; else null, and nothing is joined by it. */
export function threadNumber(address: string | null): string | null {
  if (address === null) return null
  const query = /[?&;](?:tid|t|topic|topicid|thread|threadid|showtopic|nid)=(\d{1,12})/i.exec(address)
  if (query) return query[1]!
  const path =
    /\/(?:topics?|threads?|discussions?|node|viewtopic|showthread)[/-](?:[^/?#]{0,200}[.-])?(\d{1,12})(?=[-/.?#]|$)/i.exec(
      address,
    )
  return path?.[1] ?? null
}

const pageWords = String.raw`(?:page|seite|pagina|página|strona|страница|sivu|sida|side|stránka|oldal|ページ)`
const pageForms = [
  new RegExp(String.raw`\b${pageWords}\s*:?\s*(\d{1,6})\s*(?:of|von|di|de|sur|van|z|av|af|из|/)\s*(\d{1,6})`, 'i'),
  /第\s*(\d{1,6})\s*[页頁]\s*[,，/]?\s*共\s*(\d{1,6})\s*[页頁]/,
]
const pagers = '[class*=pag i], [id*=pag i], .navigation, nav'

/** Page n of m where the page says so in words or a row of numbered links; null where it does not. */
export function pageNumbers(page: HtmlPage): { page: number | null; pages: number | null } {
  for (const pager of selectAll(page.document, pagers)) {
    const words = text(pager)
    if (words.length > 400) continue
    for (const form of pageForms) {
      const match = form.exec(words)
      if (match && Number(match[1]) <= Number(match[2])) return { page: Number(match[1]), pages: Number(match[2]) }
    }
    const current = select(pager, '.current, .active, .selected, strong, b, em, [aria-current]')
    const numbers = [...selectAll(pager, 'a').map(text), text(current)]
      .filter(each => /^\d{1,5}$/.test(each))
      .map(Number)
    if (current && /^\d{1,5}$/.test(text(current)) && numbers.length > 1)
      return { page: Number(text(current)), pages: Math.max(...numbers) }
  }
  const address = pageAddress(page)
  const asked = address === null ? null : /[?&;/](?:page[=/-]?|p=)(\d{1,5})(?=[&#/.]|$)/i.exec(address)
  return { page: asked ? Number(asked[1]) : null, pages: null }
}

/** What is known of any page without knowing its software: the frame that generic readers put posts into. */
export function pageFrame(page: HtmlPage, title: string): Pick<PageDraft, 'forum' | 'board' | 'thread'> {
  const path = boardPath(page, title)
  const url = pageAddress(page)
  const name = attribute(select(page.document, 'meta[property="og:site_name"]'), 'content')?.trim()
  return {
    forum: { name: name === undefined || name === '' ? null : name, host: forumHost(page) },
    board: path.length === 0 ? null : { name: path.at(-1)!, path },
    thread: {
      title,
      id: threadNumber(url),
      url,
      ...pageNumbers(page),
      digest: false,
      views: null,
      replies: null,
    },
  }
}
