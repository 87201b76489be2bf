/*
 * reddit in its three shapes: the old interface, the redesign of 2018–2023 and the custom elements since. Comments are
 * in the order of the page, which is by votes; what was submitted is kept as `submission.ts` says.
 */
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftPage } from '../../clean/draft.ts'
import { attribute, select, selectAll, text } from '../../text/dom.ts'
import type { Engine, Grade, HtmlPage } from '../engine.ts'
import { forumHost, pageAddress } from '../page-facts.ts'
import { withSubmission } from '../submission.ts'
import type { Submission } from '../submission.ts'
import { countOf, placeOf } from './address.ts'
import { oldComments, oldSubmission, unloaded } from './old-pages.ts'
import { redesignComments, redesignSubmission } from './redesign.ts'
import { shredditComments, shredditSubmission } from './shreddit.ts'

export const reddit: Engine = { id: 'reddit', name: 'reddit', detect, read }

function detect(page: HtmlPage): Grade {
  const { document } = page
  if (select(document, 'shreddit-comment[thingid], shreddit-post[post-title]')) return 'sure'
  if (select(document, '.commentarea .thing[class*=comment] .tagline, .commentarea .sitetable.nestedlisting'))
    return 'sure'
  const redesigned = select(document, '.Comment[class*=t1_], .Post[id^=t3_] [data-test-id=post-content]')
  return redesigned && select(document, '[data-testid], [id^="vote-arrows-t"]') ? 'sure' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { comments, submission } = contentOf(page)
  const place = placeFacts(page)
  const missing = unloaded(page.document)
  const posts = comments.map((post, index) => ({ ...post, floor: index + 1 }))
  return draftPage({
    forum: { name: 'reddit', host: forumHost(page) },
    board: place.board === null ? null : { name: place.board, path: [place.board] },
    thread: {
      title: (submission?.title ?? '') || titleInTitle(page) || page.name,
      id: submission?.id ?? place.thread,
      url: pageAddress(page),
      page: 1,
      replies: repliesOf(page),
    },
    // A listing shows many submissions and no comment: it is no thread.
    posts: comments.length > 0 || place.thread !== null ? withSubmission(posts, submission) : [],
    problems:
      missing === 0
        ? []
        : [
            {
              code: 'replies-not-loaded',
              message: `${String(missing)} replies were not on the page when it was saved.`,
            },
          ],
  })
}

function contentOf(page: HtmlPage): { comments: PostDraft[]; submission: Submission | null } {
  const { document } = page
  if (select(document, 'shreddit-post, shreddit-comment'))
    return { comments: shredditComments(document), submission: shredditSubmission(document) }
  if (select(document, '.thing')) return { comments: oldComments(document), submission: oldSubmission(document) }
  const time = { savedAt: page.savedAt }
  return { comments: redesignComments(document, time), submission: redesignSubmission(document, time) }
}

const titleInTitle = (page: HtmlPage): string =>
  text(select(page.document, 'title'))
    .replace(/\s:\s(?:r\/)?[\w-]{1,40}$/, '')
    .trim()

/** Board and thread by the page's address, else by the links of its own comments. */
function placeFacts(page: HtmlPage): { board: string | null; thread: string | null } {
  const own = placeOf(pageAddress(page))
  if (own.thread !== null && own.board !== null) return own
  const { document } = page
  const said = attribute(select(document, '[data-fullname^=t3_][data-subreddit]'), 'data-subreddit')
  const modern = attribute(select(document, 'shreddit-post[subreddit-prefixed-name]'), 'subreddit-prefixed-name')
  const permalink = selectAll(
    document,
    '.commentarea a.bylink[href], [data-testid=comment_timestamp][href], a[id^="CommentTopMeta--Created"][href]',
  ).map(link => placeOf(attribute(link, 'href')))
  const linked =
    permalink.find(place => place.thread !== null) ??
    placeOf(attribute(select(document, 'shreddit-post[permalink], shreddit-comment[permalink]'), 'permalink'))
  return {
    board: own.board ?? (said === null ? (modern ?? linked.board) : `r/${said}`),
    thread: own.thread ?? linked.thread,
  }
}

function repliesOf(page: HtmlPage): number | null {
  const { document } = page
  const told = attribute(select(document, 'shreddit-post[comment-count]'), 'comment-count')
  const head = select(document, '.commentarea .panestack-title .title')
  return told === null ? head && countOf(text(head)) : countOf(told)
}
