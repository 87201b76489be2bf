/* Real libraries in temporary folders, and pages made by hand to put into them. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { MergedPage } from '../../src/core/library/merge-page.ts'
import { mergePage } from '../../src/core/library/merge-page.ts'
import type { PageReading, PostReading, PosterCard } from '../../src/core/model/reading.ts'
import { openForWriting } from '../../src/core/store/open.ts'
import { addSource } from '../../src/core/store/sources.ts'
import type { WritableDB } from '../../src/core/store/sql.ts'

/** A folder of its own for a test, removed after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadloft-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** An empty library, closed after the test. */
export function emptyLibrary(folder: string = temporaryFolder()): WritableDB {
  const db = openForWriting(folder)
  onTestFinished(() => void db.close())
  return db
}

/** A post as a page shows it, with what the test says and nothing else. */
export function postReading(says: Partial<PostReading> & { name?: string | null; uid?: string | null }): PostReading {
  const { name = 'Ada', uid = null, ...rest } = says
  const text = rest.text ?? 'text'
  return {
    id: null,
    floor: null,
    floorLabel: null,
    author: { name, uid },
    postedAt: null,
    postedAtText: null,
    precision: null,
    postedAtDerived: false,
    subject: null,
    text,
    html: `<p>${text}</p>`,
    card: null,
    notices: [],
    isOpening: false,
    source: null,
    edits: [],
    quotes: [],
    attachments: [],
    poll: null,
    ratings: [],
    hidden: [],
    parentId: null,
    missingPictures: [],
    ...rest,
  }
}

/** A poster card with what the test says. */
export function cardReading(says: Partial<PosterCard>): PosterCard {
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
    ...says,
  }
}

export interface PageSays extends Partial<Omit<PageReading, 'thread' | 'forum'>> {
  readonly host?: string | null
  readonly forumName?: string | null
  readonly thread?: Partial<PageReading['thread']>
}

/** A page with what the test says: by default of thread 7 on a made-up forum. */
export function pageReading(says: PageSays): PageReading {
  const { host = 'forum.example', forumName = 'Lantern Forum', thread, ...rest } = says
  return {
    engine: 'discuz',
    confidence: 'sure',
    forum: { name: forumName, host },
    board: { name: 'Tea', path: ['Home', 'Tea'] },
    posts: [],
    removed: [],
    problems: [],
    ...rest,
    thread: {
      title: 'How to brew',
      id: '7',
      url: null,
      page: 1,
      pages: 1,
      digest: false,
      views: null,
      replies: null,
      ...thread,
    },
  }
}

/** A page that was saved: its reading, and when. */
export interface Save {
  readonly reading: PageReading
  readonly savedAt: string | null
}

/** Puts a save into a library as an import does: source first, then its one page, in one transaction. */
export function importSave(db: WritableDB, save: Save, now = '2024-06-01T00:00:00.000Z'): MergedPage {
  const sha256 = createHash('sha256').update(JSON.stringify(save)).digest('hex')
  return db.transaction(() => {
    const sourceId = addSource(db, {
      sha256,
      name: 'page.html',
      path: null,
      bytes: 1,
      container: 'html-file',
      charset: 'utf-8',
      url: null,
      savedAt: save.savedAt,
      savedAtFrom: 'container',
      addedAt: now,
    })
    return mergePage(db, {
      sourceId,
      pageName: 'page.html',
      reading: save.reading,
      savedAt: save.savedAt,
      now,
      indexPost: (postId, text) => {
        db.prepare('INSERT OR REPLACE INTO post_index (rowid, body) VALUES (?, ?)').run(postId, text)
      },
    })
  })()
}
