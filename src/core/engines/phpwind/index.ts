/*
 * phpwind 5.3–8.7 and 9. Ids (td_PID, read_PID, subject_PID, mag_PID) hold from 6.x to 8.x whatever an owner does to
 * words and looks, so they are read and words are not, copied text apart. 9 is another program: see nine.ts.
 */
import type { PageDraft } from '../../clean/draft.ts'
import { draftPage } from '../../clean/draft.ts'
import { select, text } from '../../text/dom.ts'
import type { Engine, Grade, HtmlPage } from '../engine.ts'
import { baseAddress, generator } from '../page-facts.ts'
import { copiedText } from './copied-text.ts'
import { findFloors, readFloor } from './floor.ts'
import { isDigest } from './notices.ts'
import { isNine, readNine } from './nine.ts'
import type { PageFacts } from './thread.ts'
import { readThread } from './thread.ts'

export const phpwind: Engine = { id: 'phpwind', name: 'phpwind', detect, read, copiedText }

function detect(page: HtmlPage): Grade {
  const named =
    /phpwind/i.test(generator(page) ?? '') || /Powered by[\s\S]{0,160}?phpwind/i.test(page.source.slice(-40_000))
  const floors = select(page.document, '#read_tpc, #td_tpc, .r_two, .floot_left, .J_read_floor') !== null
  if (floors && named) return 'sure'
  if (floors && select(page.document, '[id^=td_][class*=r_one], [id^=readfloor_], .J_read_floor, #read_tpc'))
    return 'sure'
  return named || floors ? 'likely' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const facts = readThread(page)
  const message = messageOf(page)
  const time = { savedAt: page.savedAt }
  const base = baseAddress(page)
  const nine = isNine(page.document)
  const floors = nine ? [] : findFloors(page.document)
  const read = nine ? readNine(page, time) : floors.map(place => readFloor(place, facts.thread.title, base, time))
  const problems = read.length === 0 && message !== null ? [{ code: 'not-a-thread', message }] : []
  const posts = read.map(({ post }) => post)
  const firstPage = posts.some(post => post.isOpening) ? 1 : null
  const digest = posts.some(post => isDigest(post.notices)) || hasDigestMark(page)
  return draftPage({
    forum: facts.forum,
    board: facts.board,
    thread: { ...facts.thread, page: facts.thread.page ?? firstPage, pages: pagesOf(facts, posts.length), digest },
    posts,
    removed: read.flatMap(({ removed }) => removed),
    problems,
  })
}

/** A thread of one page has no pager; that all its replies are there is better evidence than a script's number. */
function pagesOf({ thread, scriptPages }: PageFacts, posts: number): number | null {
  if (thread.pages !== null) return thread.pages
  const complete = (thread.page ?? 1) === 1 && thread.replies !== null && posts > thread.replies
  return complete ? 1 : scriptPages
}

const hasDigestMark = (page: HtmlPage): boolean =>
  select(page.document, '#subject_tpc img[src*="digest"], .floor_title .icon_digest, h1 img[src*="digest"]') !== null

/** What a page of the kind 「提示信息」 says instead of showing a thread; null for any other page. */
function messageOf(page: HtmlPage): string | null {
  if (!/提示信息|系统提示|信息提示/.test(text(select(page.document, 'title')))) return null
  const boxes = ['.regMes, .errorMes, .error_cont', '#main, .main_wrap', 'body'].map(box => select(page.document, box))
  return `the forum shows a message in place of a thread: ${text(boxes.find(Boolean)).slice(0, 200)}`
}
