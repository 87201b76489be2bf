import { bodyText } from '../../clean/body-text.ts'
import type { PostDraft } from '../../clean/draft.ts'
import type { TimeReading } from '../../text/time.ts'

/** A post as a page describes it. */
export interface DescribedPost {
  readonly id: string | null
  readonly author: { readonly name: string | null; readonly uid: string | null }
  readonly time: TimeReading | null
  readonly position: number | null
  readonly subject: string | null
  readonly body: PostDraft['body']
  readonly parentId: string | null
}

export interface Description {
  readonly title: string | null
  readonly posts: readonly DescribedPost[]
}

/** schema.org's types for what people post in threads. */
const postTypes = new Set(
  'DiscussionForumPosting SocialMediaPosting Comment UserComments Question Answer Reply Message'.split(' '),
)

/** Whether a type (a full address or a bare name) is one of a post. */
export function isPostType(type: string): boolean {
  const name = /^(?:https?:\/\/schema\.org\/)?(\w+)$/.exec(type.trim())?.[1]
  return name !== undefined && postTypes.has(name)
}

/** A post's body as text, white space apart. */
export function bodyWords({ body }: DescribedPost): string {
  return (typeof body === 'string' ? body : bodyText(body)).replace(/\s+/g, '')
}

/** How much a post says. */
export function bodyLength(post: DescribedPost): number {
  return bodyWords(post).length
}

/** The forum's own id in an address or element id: #post-12, /comment/34, post_12. */
export function idIn(mark: string | null | undefined): string | null {
  return (
    /(?:^|[#/_-])(?:p|pid|post|msg|message|comment|reply|answer|question|c|a|entry)?[-_=/]?(\d{1,20})\/?$/i.exec(
      mark ?? '',
    )?.[1] ?? null
  )
}
