/*
 * Google Groups: the app of 2020 on, known by its roles and data attributes because class names are hashed, and the
 * frames of old groups (2004–2010) by their link forms. Built from documented structure; no real page was at hand.
 */
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftPage, draftPost } from '../clean/draft.ts'
import type { Element } from '../text/dom.ts'
import { attribute, closest, select, selectAll, text } from '../text/dom.ts'
import { readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { forumHost, pageAddress } from './page-facts.ts'

export const googleGroups: Engine = { id: 'google-groups', name: 'Google Groups', detect, read }

const mails = 'section[data-author][data-doc-id], [role=listitem] section[data-author], section[data-doc-id]'

function detect(page: HtmlPage): Grade {
  if (!select(page.document, mails)) return 'no'
  const known = /(?:^|\.)groups\.google\.[a-z.]{2,6}$/.test(forumHost(page) ?? '')
  return known || select(page.document, 'section[data-author] [role=region], a[href*="/g/"][href*="/c/"]')
    ? 'sure'
    : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const address = pageAddress(page)
  const place = /\/g\/([^/?#]{1,120})(?:\/c\/([\w-]{6,40}))?/.exec(address ?? '')
  const found = selectAll(document, mails).filter(
    mail => !mail.parent || !closest(mail.parent as Element, 'section[data-doc-id]'),
  )
  const title = text(select(document, 'h1 [role=heading], h1, [role=heading][aria-level="1"]'))
  const group =
    place?.[1] ?? /\/g\/([^/?#]{1,120})/.exec(attribute(select(document, 'a[href*="/g/"]'), 'href') ?? '')?.[1]
  return draftPage({
    forum: { name: 'Google Groups', host: forumHost(page) },
    board: group === undefined ? null : { name: group, path: [group] },
    thread: {
      title: title || text(select(document, 'title')).replace(/ - Google Groups$/, '') || page.name,
      id: place?.[2] ?? null,
      url: address,
      page: 1,
      pages: 1,
    },
    posts: found.map((mail, index) => readMail(mail, index, page)),
  })
}

function readMail(mail: Element, index: number, page: HtmlPage): PostDraft {
  const heading = select(mail, 'h3, [role=heading]')
  const stamp = selectAll(mail, 'span, div').find(
    part => part.children.length === 1 && /\b(?:19|20)\d{2}\b|\d{1,2}:\d{2}/.test(text(part)) && text(part).length < 60,
  )
  const body = select(mail, '[role=region] [dir], [role=region], [data-ved] [dir]')
  return draftPost({
    id: attribute(mail, 'data-doc-id'),
    floor: index + 1,
    author: { name: attribute(mail, 'data-author') ?? (text(heading) || null), uid: null },
    time: readTime(text(stamp), { savedAt: page.savedAt }),
    body: body?.children ?? [],
    isOpening: index === 0,
  })
}
