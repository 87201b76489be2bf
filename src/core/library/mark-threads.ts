/* Stars, feelings, tags and unread marks on threads; notes, stars and feelings on posts. */
import { ThreadloftError } from '../errors.ts'
import type { ActionKind, Feeling } from '../model/own.ts'
import { addAction } from '../store/actions.ts'
import type { MarkChanges, Marked, Marks } from '../store/marks.ts'
import { marksOf, noMarks, putMarks } from '../store/marks.ts'
import { lastPost, putReading, readingOf } from '../store/reading.ts'
import type { WritableDB } from '../store/sql.ts'
import { insertTag, tagByKey, tagThread, untagThread } from '../store/tags.ts'
import { presentPost, presentThread } from '../store/thread-ids.ts'
import type { MarksInverse } from './inverse.ts'
import { tagKey } from './tag-key.ts'

export interface ThreadMarks {
  readonly star?: boolean | undefined
  readonly unread?: boolean | undefined
  readonly feeling?: Feeling | null | undefined
  readonly addTags?: readonly string[] | undefined
  readonly removeTags?: readonly string[] | undefined
}

interface Done {
  readonly actionId: number | null
  /** The threads that were changed. */
  readonly threadIds: number[]
}

/** Marks threads as one action; what is so already is no change. Throws `thread-unknown`. */
export function markThreads(db: WritableDB, threadIds: readonly number[], marks: ThreadMarks, now: string): Done {
  const threads = new Set(threadIds.map(threadId => knownThread(db, threadId)))
  const marking = new Marking(db, now)
  for (const threadId of threads) {
    marking.star({ threadId, postId: null }, marks.star)
    marking.feel({ threadId, postId: null }, marks.feeling)
    marking.unread(threadId, marks.unread)
    for (const name of marks.addTags ?? []) marking.tag(threadId, name)
    for (const name of marks.removeTags ?? []) marking.untag(threadId, name)
  }
  return marking.end('mark')
}

/** Writes the note on a thread or post. Throws `thread-unknown` or `post-unknown`. */
export function setNote(
  db: WritableDB,
  { threadId, postId, text }: { threadId: number; postId: number | null; text: string | null },
  now: string,
): Done {
  const marked = postId === null ? { threadId: knownThread(db, threadId), postId } : knownPost(db, postId)
  const marking = new Marking(db, now)
  marking.note(marked, text?.trim() ? text.replace(/\r\n?/g, '\n') : null)
  return marking.end('note')
}

/** Marks a post. Throws `post-unknown`. */
export function markPost(
  db: WritableDB,
  postId: number,
  marks: { star?: boolean | undefined; feeling?: Feeling | null | undefined },
  now: string,
): Done {
  const marked = knownPost(db, postId)
  const marking = new Marking(db, now)
  marking.star(marked, marks.star)
  marking.feel(marked, marks.feeling)
  return marking.end('mark-post')
}

/** The thread that an id leads to now. Throws `thread-unknown`. */
export function knownThread(db: WritableDB, threadId: number): number {
  const known = presentThread(db, threadId)
  if (known === null) throw new ThreadloftError('thread-unknown', { thread: threadId })
  return known
}

function knownPost(db: WritableDB, postId: number): Marked {
  const post = presentPost(db, postId)
  if (post === null) throw new ThreadloftError('post-unknown', { post: postId })
  return { threadId: post.threadId, postId: post.id }
}

/** Marks one by one, keeping what each was before. */
class Marking {
  private readonly inverse: MarksInverse = {
    kind: 'marks',
    marks: [],
    readings: [],
    tagged: [],
    untagged: [],
    madeTags: [],
  }
  private readonly changed = new Map<string, number>()
  private readonly db: WritableDB
  private readonly now: string

  constructor(db: WritableDB, now: string) {
    this.db = db
    this.now = now
  }

  star(marked: Marked, star: boolean | undefined): void {
    const before = this.marks(marked)
    if (star === undefined || star === (before.starredAt !== null)) return
    this.put(marked, { starredAt: star ? this.now : null }, { starredAt: before.starredAt })
  }

  feel(marked: Marked, feeling: Feeling | null | undefined): void {
    const before = this.marks(marked)
    if (feeling === undefined || feeling === before.feeling) return
    const feltAt = feeling === null ? null : this.now
    this.put(marked, { feeling, feltAt }, { feeling: before.feeling, feltAt: before.feltAt })
  }

  note(marked: Marked, note: string | null): void {
    const before = this.marks(marked)
    if (note === before.note) return
    const notedAt = note === null ? null : this.now
    this.put(marked, { note, notedAt }, { note: before.note, notedAt: before.notedAt })
  }

  unread(threadId: number, unread: boolean | undefined): void {
    if (unread === undefined) return
    const before = readingOf(this.db, threadId)
    const highestPostId = lastPost(this.db, threadId)
    const isSo = unread
      ? before === null || before.unread === 1
      : before?.unread === 0 && before.highestPostId === highestPostId
    if (isSo) return
    const known = before ?? { lastPostId: null, highestPostId: null, times: 0, readAt: this.now, unread: 0 }
    const after = unread ? { ...known, unread: 1 } : { ...known, unread: 0, highestPostId }
    putReading(this.db, threadId, after)
    this.inverse.readings.push({ threadId, before, after })
    this.count(threadId, null)
  }

  tag(threadId: number, name: string): void {
    const key = tagKey(name)
    const known = tagByKey(this.db, key)
    const tagId = known?.id ?? insertTag(this.db, { name: name.trim(), key })
    if (!known) this.inverse.madeTags.push(tagId)
    if (!tagThread(this.db, threadId, tagId, this.now)) return
    this.inverse.tagged.push({ threadId, tagId })
    this.count(threadId, null)
  }

  untag(threadId: number, name: string): void {
    const tag = tagByKey(this.db, tagKey(name))
    const taggedAt = tag && untagThread(this.db, threadId, tag.id)
    if (!tag || taggedAt === null) return
    this.inverse.untagged.push({ threadId, tag, taggedAt })
    this.count(threadId, null)
  }

  /** Keeps the action, if anything was changed. */
  end(kind: ActionKind): Done {
    const things = this.changed.size
    const threadIds = [...new Set(this.changed.values())]
    if (things === 0) return { actionId: null, threadIds }
    return { actionId: addAction(this.db, { kind, things, inverse: this.inverse, at: this.now }), threadIds }
  }

  private marks(marked: Marked): Marks {
    return marksOf(this.db, marked) ?? noMarks
  }

  private put(marked: Marked, changes: MarkChanges, before: MarkChanges): void {
    putMarks(this.db, marked, changes)
    this.inverse.marks.push({ ...marked, before })
    this.count(marked.threadId, marked.postId)
  }

  private count(threadId: number, postId: number | null): void {
    this.changed.set(`${threadId} ${postId ?? ''}`, threadId)
  }
}
