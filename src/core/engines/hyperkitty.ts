/*
 * HyperKitty (Mailman 3), built from its templates; no real page was at hand. Answers come by script after the page, so
 * a saved thread may hold its first mail alone. Mails are known by the hash of their Message-ID.
 */
import { removeElement } from 'domutils'
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftPage, draftPost, markQuote } from '../clean/draft.ts'
import type { ChildNode, Element } from '../text/dom.ts'
import { attribute, closest, isTag, select, selectAll, text } from '../text/dom.ts'
import type { TimeReading } from '../text/time.ts'
import { fromIso, readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { mailBody } from './mail-body.ts'
import { forumHost, pageAddress } from './page-facts.ts'

export const hyperkitty: Engine = { id: 'hyperkitty', name: 'HyperKitty', detect, read }

function detect(page: HtmlPage): Grade {
  if (!select(page.document, '.email .email-header')) return 'no'
  return select(page.document, '.email .email-author, .email .email-body') ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const address = pageAddress(page)
  const place = /\/list\/([^/]{1,120})\/(?:thread|message)\/([A-Z0-9]{20,40})/.exec(address ?? '')
  const mails = selectAll(document, '.email').filter(mail => select(mail, '.email-header'))
  const title = text(select(document, '.thread-header h3, #thread-title, .page-header h3, h3, h1'))
  const list = place?.[1] ?? listOf(document)
  const posts = mails.map((mail, index) => readMail(mail, index, page))
  return draftPage({
    forum: { name: null, host: forumHost(page) },
    board: list === null ? null : { name: list, path: [list] },
    thread: {
      title: title || text(select(document, 'title')).replace(/ - [^-]{1,120}$/, '') || page.name,
      id: place?.[2] ?? posts[0]?.id ?? null,
      url: address,
      page: 1,
      replies: repliesOf(document),
    },
    posts,
  })
}

function listOf(document: HtmlPage['document']): string | null {
  const link = selectAll(document, 'a[href*="/list/"]').map(each => attribute(each, 'href') ?? '')
  return link.map(address => /\/list\/([^/]{1,120}@[^/]{1,80})\//.exec(address)?.[1]).find(name => name) ?? null
}

/** 「3 comments」 beside its picture, in whatever words. */
function repliesOf(document: HtmlPage['document']): number | null {
  const icon = select(document, '.icon-comment, .fa-comment')
  const count = /(\d{1,6})/.exec(text(icon && closest(icon, 'li, div, span')))?.[1]
  return count === undefined ? null : Number(count)
}

function readMail(mail: Element, index: number, page: HtmlPage): PostDraft {
  const header = select(mail, '.email-header')!
  const name = select(header, '.email-author .name, .email-author a')
  const indent = /margin-left:\s*(\d{1,4})/.exec(attribute(mail, 'style') ?? '')?.[1]
  const votes = /\d{1,6}/.exec(text(select(mail, '.vote .youlike, .vote a.youlike')))?.[0]
  const person = /\/users\/([0-9a-f]{16,40})/.exec(attribute(name, 'href') ?? '')?.[1]
  return draftPost({
    id: attribute(header, 'id') ?? (attribute(mail, 'id') || null),
    floor: index + 1,
    author: { name: text(name) || null, uid: person ?? null },
    time: timeOf(header, page),
    subject: text(select(header, '.email-subject, .subject')) || null,
    body: bodyOf(select(mail, '.email-body')),
    ratings: votes === undefined || votes === '0' ? [] : [{ kind: 'like', count: Number(votes), by: [], reason: null }],
    attachments: selectAll(mail, '.email-attachments a[href], .attachments-list a[href]').map(link => ({
      name: text(link),
      url: attribute(link, 'href'),
      size: null,
    })),
    isOpening: index === 0 && indent === undefined,
  })
}

/** 「Sender's time: 2020年3月5日 …」: the title holds the sender's own clock, the words that of the archive. */
function timeOf(header: Element, page: HtmlPage): TimeReading | null {
  const stamp = select(header, '.email-date [title], .time [title], .email-date span, .date')
  const title = attribute(stamp, 'title')?.replace(/^[^:]{1,30}:\s*/, '') ?? ''
  const shown = text(stamp)
  return (
    fromIso(title, shown) ?? readTime(title, { savedAt: page.savedAt }) ?? readTime(shown, { savedAt: page.savedAt })
  )
}

/** Quotes are folded into div.quoted-text behind a switch; the rest is paragraphs or preformatted text. */
function bodyOf(body: Element | null): readonly ChildNode[] {
  if (!body) return []
  const content = select(body, '.email-body-content') ?? body
  for (const quote of selectAll(content, '.quoted-text')) markQuote(quote, {})
  for (const chrome of selectAll(content, '.quoted-switch, .email-attachments')) removeElement(chrome)
  return content.children.flatMap(node => (isTag(node) && node.name === 'pre' ? mailBody(node.children) : [node]))
}
