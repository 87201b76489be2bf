/*
 * Discuz! from 2.5 to X5: desktop, touch and WAP pages, archiver, printable pages and copied text. Every desktop body
 * since 5.x is #postmessage_<pid>. Built from the structure of the software's own templates (4.1, 6.0, 7.0, 7.2, X2,
 * X3.4, X3.5); X3.2 and X3.4 were also seen as real pages.
 */
import type { PageDraft } from '../../clean/draft.ts'
import { draftPage } from '../../clean/draft.ts'
import type { RemovedPiece } from '../../model/reading.ts'
import { attribute, select, text } from '../../text/dom.ts'
import type { Engine, Grade, HtmlPage } from '../engine.ts'
import { generator } from '../page-facts.ts'
import { detectArchiver, readArchiver } from './archiver.ts'
import { detectCopiedText, readCopiedText } from './copied-text.ts'
import { readNotices } from './extras.ts'
import { fillFloors } from './floor.ts'
import { detectOldBoard, readOldBoard } from './old-boards.ts'
import { findPosts, readPosts } from './post-list.ts'
import { detectPrintable, readPrintable } from './printable.ts'
import { readThread } from './thread.ts'
import { detectTouch, readTouch } from './touch.ts'
import { clockOf } from './when.ts'

export const discuz: Engine = {
  id: 'discuz',
  name: 'Discuz!',
  detect,
  read,
  copiedText: { detect: detectCopiedText, read: readCopiedText },
}

function detect(page: HtmlPage): Grade {
  const own = isDiscuz(page)
  const listed = select(page.document, '#postlist, .mainbox.viewthread, [id^="postmessage_"]') !== null
  if (own && (listed || detectTouch(page) || detectArchiver(page) || detectOldBoard(page) || isMessage(page)))
    return 'sure'
  if (listed && findPosts(page).length > 0)
    return select(page.document, '#postlist [id^="postmessage_"]') ? 'sure' : 'likely'
  return detectArchiver(page) || (own && detectPrintable(page)) ? 'likely' : 'no'
}

/** Signs of the software that owners rarely all remove; a page that only links to Discuz! shows none of them. */
function isDiscuz(page: HtmlPage): boolean {
  return (
    /discuz/i.test(generator(page) ?? '') ||
    /discuz/i.test(attribute(select(page.document, 'meta[name=author]'), 'content') ?? '') ||
    /\b(?:discuz_uid|disallowfloat)\s*=/.test(page.source.slice(0, 65_536)) ||
    /powered by .{0,60}discuz!/i.test(text(select(page.document, '#ft, #footer, .footer, title')))
  )
}

/** 提示信息: the software says something instead of showing a thread. */
const isMessage = (page: HtmlPage): boolean =>
  select(page.document, '#messagetext, .alert_info, .alert_error, .showmessage, .jump_c') !== null &&
  findPosts(page).length === 0

function read(page: HtmlPage): PageDraft {
  if (isMessage(page)) return messagePage(page)
  if (findPosts(page).length > 0 && !detectTouch(page)) return readDesktop(page)
  if (detectTouch(page)) return readTouch(page)
  if (detectArchiver(page)) return readArchiver(page)
  return detectOldBoard(page) ? readOldBoard(page) : readPrintable(page)
}

function messagePage(page: HtmlPage): PageDraft {
  const box = select(page.document, '#messagetext, .alert_info, .alert_error, .showmessage, .jump_c')
  const said = (box && text(select(box, 'p'))) || text(box)
  const { forum, thread } = readThread(page)
  return draftPage({
    forum,
    thread: { title: thread.title, url: thread.url },
    problems: [
      { code: 'not-a-thread', message: `The forum showed a message instead of a thread: ${said.slice(0, 200)}` },
    ],
  })
}

/** A page that stops before everything that stands below the posts was cut off while it was saved. */
function cutShort(page: HtmlPage): PageDraft['problems'] {
  if (/<\/(?:html|body)\s*>/i.test(page.source.slice(-4096))) return []
  if (select(page.document, '#ft, #footer, .footer, #f_pst, #postlistreply, #modactions')) return []
  return [{ code: 'page-incomplete', message: 'The file ends before the page does: later posts may be missing.' }]
}

function readDesktop(page: HtmlPage): PageDraft {
  const clock = clockOf({ written: page.source, savedAt: page.savedAt })
  const removed: RemovedPiece[] = []
  const { address, ...facts } = readThread(page)
  const drafts = readPosts(findPosts(page), clock, removed)
  fillFloors(drafts, address, facts.thread.page)
  const told = new Set(drafts.flatMap(post => post.notices.map(notice => notice.text)))
  const overThread = readNotices(page.document, clock).filter(notice => !told.has(notice.text))
  const posts = drafts.map((post, index) => ({
    ...post,
    isOpening: post.floor === 1,
    notices: index === 0 ? [...overThread, ...post.notices] : post.notices,
  }))
  return draftPage({ ...facts, posts, removed, problems: cutShort(page) })
}
