/*
 * phpBB 3.0–3.3: prosilver and the styles made from it (posts are div.post#pN), subsilver2 (a table for each post), the
 * print view, and what other programs took from prosilver (Forumotion), which is graded 'likely'.
 */
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftPage } from '../../clean/draft.ts'
import { attribute, select, selectAll, text } from '../../text/dom.ts'
import { clockOf } from '../clock.ts'
import type { Engine, Grade, HtmlPage } from '../engine.ts'
import { findPosts, readPoll, readPost } from './prosilver.ts'
import { findTables, readTable } from './subsilver2.ts'
import { readTopic } from './thread.ts'

export const phpbb3: Engine = { id: 'phpbb3', name: 'phpBB 3', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  // Found by walks that look up a bounded way: "div.post .content" as a selector is quadratic in nested pages.
  const silver = findPosts(document).some(({ container }) => select(container, '.postprofile, .postbody') !== null)
  if (!silver && findTables(document).length === 0) return select(document, '.postprofile') ? 'likely' : 'no'
  const signs = [
    attribute(select(document, 'body'), 'id') === 'phpbb',
    select(document, 'dl.postprofile, .postbody h3, td.profile .postdetails, .postauthor') !== null,
    select(document, 'a[href*="viewtopic.php"], a[href*="viewforum.php"], a[href*="memberlist.php?mode="]') !== null,
    /phpBB style name|Powered by[^<]{0,40}<a[^>]{0,80}>\s*phpBB/i.test(page.source),
  ]
  return signs.filter(Boolean).length >= 2 ? 'sure' : 'likely'
}

function read(page: HtmlPage): PageDraft {
  const { offset: told, ...facts } = readTopic(page)
  const { document } = page
  const newestFirst = select(document, 'select[name=sd] option[value=d][selected]') !== null
  const offset = newestFirst ? null : told
  const clock = clockOf(page, selectAll(document, '.author, .lastpost__date, td.gensmall, .postprofile dd').map(text))
  const silver = findPosts(document)
  const read =
    silver.length > 0
      ? silver.map(place => readPost(place, clock))
      : findTables(document).map(place => readTable(place, clock))
  const posts = read.map((post, index) => placed(post, index, offset))
  const [first] = posts
  const poll = first?.isOpening === true ? readPoll(document) : null
  return draftPage({ ...facts, posts: poll && first ? [{ ...first, poll }, ...posts.slice(1)] : posts })
}

/** phpBB numbers no posts: a post's floor is its place in the topic, where the page tells it. */
function placed(post: PostDraft, index: number, offset: number | null): PostDraft {
  return offset === null ? post : { ...post, floor: offset + index + 1, isOpening: offset + index === 0 }
}
