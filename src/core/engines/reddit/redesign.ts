/* The redesign of 2018–2023: class names are hashed, only Post, Comment, t1_ ids and data-testid say what is what. */
import type { PostDraft } from '../../clean/draft.ts'
import { draftPost } from '../../clean/draft.ts'
import type { Document, Element } from '../../text/dom.ts'
import { attribute, select, selectAll, text } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { readTime } from '../../text/time.ts'
import { parentsByDepth } from '../reply-tree.ts'
import { rated } from '../submission.ts'
import type { Submission } from '../submission.ts'
import { countOf, userOf } from './address.ts'

/** What was submitted; null where the page shows none. */
export function redesignSubmission(document: Document, time: TimeContext): Submission | null {
  const post = select(document, '[data-testid=post-container][id^=t3_], .Post[id^=t3_]')
  const content = post && (select(post, '[data-test-id=post-content]') ?? post)
  if (!post || !content) return null
  const link = attribute(select(content, 'a[data-testid=outbound-link]'), 'href')
  const author = select(content, '[data-testid=post_author_link], a[href*="/user/"]')
  const shown = select(content, '[data-testid=post_timestamp], [data-click-id=timestamp]')
  return {
    id: attribute(post, 'id')!.slice(3),
    author: { name: userOf(attribute(author, 'href')), uid: null },
    time: shown && readTime(text(shown), time),
    title: text(select(content, 'h1')),
    link: link !== null && /^https?:/i.test(link) ? link : null,
    body: select(content, '[data-click-id=text] .RichTextJSON-root, .RichTextJSON-root')?.children ?? [],
    points: countOf(text(select(post, '[id^="vote-arrows-"]'))),
  }
}

/** The comments of a page in its order, each once. */
export function redesignComments(document: Document, time: TimeContext): PostDraft[] {
  const seen = new Set<string>()
  const found = selectAll(document, '.Comment').flatMap(element => {
    const id = /(?:^|\s)(t1_[0-9a-z]+)(?:\s|$)/.exec(attribute(element, 'class') ?? '')?.[1]
    if (id === undefined || seen.has(id)) return []
    seen.add(id)
    return [{ element, id, depth: levelOf(element) }]
  })
  const parents = parentsByDepth(found)
  return found.map(({ element, id }, index) => readComment(element, id, parents[index] ?? null, time))
}

const levelOf = (element: Element): number => {
  const words = selectAll(element, 'span').find(span => /^level \d{1,3}$/.test(text(span)))
  return words ? Number(text(words).slice(6)) : 1
}

function readComment(element: Element, id: string, parentId: string | null, time: TimeContext): PostDraft {
  const author = select(element, '[data-testid=comment_author_link], [data-testid=comment_author_icon]')
  const shown = select(element, '[data-testid=comment_timestamp], a[id^="CommentTopMeta--Created"]')
  const body = select(element, '[data-testid=comment]')
  return draftPost({
    id,
    parentId,
    author: { name: userOf(attribute(author, 'href')), uid: null },
    time: shown && readTime(text(shown), time),
    body: body?.children ?? [],
    ratings: rated(countOf(text(select(element, '[id^="vote-arrows-"]')))),
  })
}
