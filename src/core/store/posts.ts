/* Reading posts. A view is walked over narrow indexes first; only the posts that are shown are read whole. */
import type { Post } from '../model/library.ts'
import type { Feeling } from '../model/own.ts'
import type { PosterCard } from '../model/reading.ts'
import type { ThreadOfView, View } from './post-views.ts'
import { idsInRange, threadOfView } from './post-views.ts'
import type { ReadableDB } from './sql.ts'
import { all, sql } from './sql.ts'

/** A run of posts of a view, and how many the whole view has. Throws `thread-unknown`. */
export function postsInRange(
  db: ReadableDB,
  threadId: number,
  view: View,
  range: { start: number; limit: number },
): { total: number; start: number; posts: Post[] } {
  const thread = threadOfView(db, threadId)
  const { total, ids } = idsInRange(db, threadId, view, range)
  const rows = all<PostRow>(
    db,
    sql`SELECT ${postColumns} FROM post LEFT JOIN post_version AS version ON version.id = version_id
          LEFT JOIN card ON card.id = card_id LEFT JOIN mark ON mark.post_id = post.id
        WHERE post.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`,
  )
  const posts = new Map(rows.map(row => [row.id, postOf(row, thread)]))
  return { total, start: range.start, posts: ids.flatMap(id => posts.get(id) ?? []) }
}

const postColumns = sql`
  post.id, post.thread_id AS threadId, external_id AS externalId, position, floor, floor_label AS floorLabel,
  poster_id AS posterId, author_name AS authorName, author_uid AS authorUid, posted_at AS postedAt,
  posted_at_text AS postedAtText, precision, derived, is_opening AS isOpening, parent_id AS parentId,
  coalesce(version.text, '') AS text, coalesce(version.html, '') AS html, version.extra AS body, post.extra AS around,
  card.data AS card, mark.starred_at IS NOT NULL AS starred, mark.note AS note, mark.feeling AS feeling,
  gone_since AS goneSince,
  (SELECT count(DISTINCT text_hash) FROM post_version AS told
    WHERE told.post_id = post.id AND told.lacking <= coalesce(version.lacking, 0)) AS versions`

interface PostRow extends Pick<
  Post,
  | 'id'
  | 'threadId'
  | 'externalId'
  | 'position'
  | 'floor'
  | 'floorLabel'
  | 'postedAt'
  | 'postedAtText'
  | 'precision'
  | 'parentId'
  | 'text'
  | 'html'
  | 'goneSince'
  | 'versions'
> {
  readonly posterId: number | null
  readonly authorName: string | null
  readonly authorUid: string | null
  readonly derived: number
  readonly isOpening: number
  /** JSON of what belongs to the body, and of what is shown around it. */
  readonly body: string | null
  readonly around: string | null
  readonly card: string | null
  readonly starred: number
  readonly note: string | null
  readonly feeling: Feeling | null
}

type Kept = Partial<
  Pick<
    Post,
    | 'subject'
    | 'source'
    | 'quotes'
    | 'attachments'
    | 'hidden'
    | 'missingPictures'
    | 'notices'
    | 'ratings'
    | 'edits'
    | 'poll'
  >
>

function postOf(row: PostRow, thread: ThreadOfView): Post {
  const { posterId, authorName, authorUid, derived, isOpening, body, around, card, starred, note, feeling, ...plain } =
    row
  const kept: Kept = { ...parsed(body), ...parsed(around) }
  return {
    ...plain,
    author: { id: posterId, name: authorName, uid: authorUid },
    postedAtDerived: derived === 1,
    card: card === null ? null : (JSON.parse(card) as PosterCard),
    isOpening: isOpening === 1,
    isStarter: posterId !== null && posterId === thread.starterId,
    subject: kept.subject ?? null,
    source: kept.source ?? null,
    quotes: kept.quotes ?? [],
    attachments: kept.attachments ?? [],
    hidden: kept.hidden ?? [],
    missingPictures: kept.missingPictures ?? [],
    notices: kept.notices ?? [],
    ratings: kept.ratings ?? [],
    edits: kept.edits ?? [],
    poll: kept.poll ?? null,
    own: { starred: starred === 1, note, feeling },
    isUnread: plain.position > thread.readTo,
  }
}

const parsed = (json: string | null): Kept => (json === null ? {} : (JSON.parse(json) as Kept))
