/*
 * What was submitted for discussion (Hacker News, reddit): a link or a text above the comments. Such sites count the
 * comments only, and so do we: it is kept as a notice above the first comment, and is a post where no comment is.
 */
import type { PostDraft } from '../clean/draft.ts'
import { draftPost } from '../clean/draft.ts'
import { bodyText } from '../clean/body-text.ts'
import type { ChildNode } from '../text/dom.ts'
import type { TimeReading } from '../text/time.ts'

export interface Submission {
  readonly id: string | null
  readonly author: PostDraft['author']
  readonly time: TimeReading | null
  readonly title: string
  /** What was linked to; null for a text. */
  readonly link: string | null
  readonly body: readonly ChildNode[]
  readonly points: number | null
}

/** The comments of a submission with what was submitted kept on the first of them. */
export function withSubmission(comments: readonly PostDraft[], submission: Submission | null): PostDraft[] {
  if (!submission) return [...comments]
  const [first, ...rest] = comments
  const { author, time, title, link, points } = submission
  if (!first) {
    const { id, body } = submission
    return [draftPost({ id, author, time, subject: title, body, ratings: rated(points), isOpening: true, floor: 1 })]
  }
  const text = [title, link, bodyText(submission.body)].filter(part => part !== null && part !== '').join('\n\n')
  const notice = { action: 'submitted', by: author.name, at: time?.at ?? null, text }
  return [{ ...first, notices: [notice, ...first.notices] }, ...rest]
}

/** Points as a rating; none where the page shows none. */
export function rated(points: number | null): PostDraft['ratings'] {
  return points === null ? [] : [{ kind: 'points', count: points, by: [], reason: null }]
}
