/* Whose a post is, as names and uids tell. */
import type { SeenName } from '../store/people-faults.ts'
import { namesSeen } from '../store/people-faults.ts'
import { findPoster, namelessPoster } from '../store/poster-identity.ts'
import type { ReadableDB } from '../store/sql.ts'

export class WhoIsWho {
  private readonly db: ReadableDB
  private readonly excused: ReadonlySet<number>
  private uids: ReadonlyMap<string, readonly SeenName[]> | null = null

  /** Of `excused` people everything is taken for right. */
  constructor(db: ReadableDB, excused: ReadonlySet<number>) {
    this.db = db
    this.excused = excused
  }

  /** Whether a person is the author that a page names: by what was noted of names, or by what is seen of them now. */
  isAuthor(
    posterId: number | null,
    { forumId, name, uid }: { forumId: number; name: string | null; uid: string | null },
  ): boolean {
    if (posterId === null) return name === null && uid === null
    if (this.excused.has(posterId)) return true
    if (findPoster(this.db, forumId, name, uid) === posterId) return true
    if (uid !== null || name === null) return false
    const [own, another] = this.uidsSeen(forumId, name)
    const isOne = own !== undefined && another === undefined
    return posterId === (isOne ? findPoster(this.db, forumId, null, own) : namelessPoster(this.db, forumId, name))
  }

  private uidsSeen(forumId: number, name: string): readonly string[] {
    this.uids ??= Map.groupBy(namesSeen(this.db), seen => `${seen.forumId} ${seen.name}`)
    return (this.uids.get(`${forumId} ${name}`) ?? []).map(seen => seen.uid)
  }
}
