/*
 * Pages that describe their posts themselves, in schema.org microdata or JSON-LD, whatever the software. A description
 * of the opening post alone, or one that leaves out most of what the page shows, is no reading of the thread: then no
 * post is returned and the next reader has its turn.
 */
import { draftPage, draftPost } from '../../clean/draft.ts'
import type { PageDraft } from '../../clean/draft.ts'
import { select } from '../../text/dom.ts'
import type { Engine, HtmlPage } from '../engine.ts'
import { pageFrame } from '../page-place.ts'
import { pageTitle } from '../page-title.ts'
import { prose, weigh } from '../text-weight.ts'
import { linkedPosts } from './linked-data.ts'
import { describedPosts } from './microdata.ts'
import type { DescribedPost } from './described-post.ts'
import { bodyLength, bodyWords } from './described-post.ts'

const detect: Engine['detect'] = page =>
  select(page.document, '[itemtype*="schema.org/"], script[type="application/ld+json" i]') ? 'likely' : 'no'

/** Pages that describe several posts. */
export const schemaOrg: Engine = {
  id: 'schema-org',
  name: 'schema.org',
  detect,
  read: page => read(page, posts => posts.length > 1),
}

/** Pages that describe one post, for when nothing else found more of them. */
export const schemaOrgSingle: Engine = { ...schemaOrg, read: page => read(page, posts => posts.length === 1) }

function read(page: HtmlPage, accept: (posts: readonly DescribedPost[]) => boolean): PageDraft {
  const context = { savedAt: page.savedAt }
  const found = [describedPosts(page.document, context), linkedPosts(page.document, context)]
  const best = found.reduce((one, other) => (written(other.posts) > written(one.posts) ? other : one))
  const title = best.title ?? pageTitle(page)
  const frame = pageFrame(page, title)
  const described = withoutEcho(best.posts)
  const posts = accept(described) && coversPage(page, described) ? described : []
  const counted = (frame.thread.page ?? 1) === 1
  return draftPage({
    confidence: 'likely',
    ...frame,
    posts: posts.map((post, index) => {
      const floor = post.position ?? (counted ? index + 1 : null)
      return draftPost({
        id: post.id,
        floor,
        floorLabel: post.position === null ? null : `#${post.position}`,
        author: post.author,
        time: post.time,
        subject: post.subject === title ? null : post.subject,
        body: post.body,
        parentId: post.parentId,
        isOpening: index === 0 && counted,
      })
    }),
  })
}

/** Some describe the opening post twice, as the thread and as its first comment; the fuller description stays. */
function withoutEcho(posts: readonly DescribedPost[]): readonly DescribedPost[] {
  const [first, second, ...rest] = posts
  if (!first || !second) return posts
  const [one, other] = [first, second].map(post => bodyWords(post).slice(0, 300))
  if (one!.length < 10 || other!.length < 10 || !(one!.startsWith(other!) || other!.startsWith(one!))) return posts
  const facts = ({ author, time }: DescribedPost): number => (author.name === null ? 0 : 1) + (time ? 1 : 0)
  return [facts(second) >= facts(first) ? second : first, ...rest]
}

const written = (posts: readonly DescribedPost[]): number => posts.reduce((sum, post) => sum + bodyLength(post), 0)

/** Whether the posts are most of what is written on the page: many pages describe their first post only. */
function coversPage(page: HtmlPage, posts: readonly DescribedPost[]): boolean {
  const body = select(page.document, 'body')
  if (!body || posts.length === 0) return false
  const shown = prose(weigh(body), body)
  return written(posts) >= shown * (posts.length > 1 ? 0.3 : 0.5)
}
