/*
 * A page as an engine hands it over: facts read, bodies still nodes of the page's tree.
 *
 * Canonical marks that an engine may set in a body first (they are understood everywhere after it):
 *   <blockquote data-author data-post data-floor>   a quote and whom it quotes   (markQuote)
 *   <details><summary>                              a spoiler
 *   <pre><code>                                     code
 */
import type {
  AttachmentReading,
  PageReading,
  PosterCard,
  PostReading,
  Problem,
  RemovedPiece,
} from '../model/reading.ts'
import type { ChildNode, Element } from '../text/dom.ts'
import type { TimeReading } from '../text/time.ts'

/** A poster card before its pictures and signature are cleaned. */
export type CardDraft = Omit<PosterCard, 'avatar' | 'signature'> & {
  /** The avatar's address as in the page. */
  readonly avatar: string | null
  readonly signature: readonly ChildNode[] | null
}

/** A post before its body is cleaned. */
export interface PostDraft extends Omit<
  PostReading,
  | 'text'
  | 'html'
  | 'quotes'
  | 'missingPictures'
  | 'card'
  | 'attachments'
  | 'postedAt'
  | 'postedAtText'
  | 'precision'
  | 'postedAtDerived'
  | 'source'
> {
  readonly time: TimeReading | null
  /** The body's nodes, chrome already left out; or, for copied text, its lines. */
  readonly body: readonly ChildNode[] | string
  readonly card: CardDraft | null
  readonly attachments: readonly Omit<AttachmentReading, 'asset'>[]
}

/** What an engine makes of a page; `clean` turns it into a PageReading. */
export interface PageDraft extends Omit<PageReading, 'engine' | 'posts' | 'removed' | 'problems'> {
  readonly posts: readonly PostDraft[]
  readonly removed: readonly RemovedPiece[]
  readonly problems: readonly Problem[]
}

/** A post draft with everything the page did not say filled in as absent. */
export function draftPost(known: Partial<PostDraft> & Pick<PostDraft, 'body'>): PostDraft {
  return {
    id: null,
    floor: null,
    floorLabel: null,
    author: { name: null, uid: null },
    time: null,
    subject: null,
    card: null,
    notices: [],
    isOpening: false,
    edits: [],
    attachments: [],
    poll: null,
    ratings: [],
    hidden: [],
    parentId: null,
    ...known,
  }
}

/** A page draft with everything the page did not say filled in as absent. */
export function draftPage(
  known: Partial<Omit<PageDraft, 'thread'>> & { thread: Partial<PageDraft['thread']> & { title: string } },
): PageDraft {
  return {
    confidence: 'sure',
    forum: { name: null, host: null },
    board: null,
    posts: [],
    removed: [],
    problems: [],
    ...known,
    thread: {
      id: null,
      url: null,
      page: null,
      pages: null,
      digest: false,
      views: null,
      replies: null,
      ...known.thread,
    },
  }
}

/** A poster card with everything the page did not say filled in as absent. */
export function draftCard(known: Partial<CardDraft>): CardDraft {
  return {
    name: null,
    uid: null,
    rank: null,
    online: null,
    avatar: null,
    postCount: null,
    digests: null,
    joined: null,
    lastSeen: null,
    onlineHours: null,
    signature: null,
    fields: [],
    ...known,
  }
}

/** Makes an element of a body the quote it is, keeping only `content` in it and saying whom it quotes. */
export function markQuote(
  element: Element,
  whom: { author?: string | null; postId?: string | null; floor?: number | null },
  content: readonly ChildNode[] = element.children,
): void {
  element.name = 'blockquote'
  element.attribs = {}
  if (whom.author) element.attribs['data-author'] = whom.author
  if (whom.postId) element.attribs['data-post'] = whom.postId
  if (typeof whom.floor === 'number') element.attribs['data-floor'] = String(whom.floor)
  element.children = [...content]
  for (const child of element.children) child.parent = element
}
