import { ThreadloftError } from '../errors.ts'
import type { SourceFile } from '../intake/saved-page.ts'
import type { ReportReason } from '../model/imports.ts'
import { addAsset, keepAsset } from '../store/assets.ts'
import { keepOriginal } from '../store/originals.ts'
import { isKnownPage, putPagePictures } from '../store/pages.ts'
import { indexPost } from '../store/post-index.ts'
import { addSource } from '../store/sources.ts'
import type { WritableDB } from '../store/sql.ts'
import { joinFilled, type KnownGaps } from './completeness/known-gaps.ts'
import type { FileReading, ReadPageOfFile } from './file-reading.ts'
import { emptyItem, knownReason, problemReason, reasonOf, shownName } from './import-item.ts'
import type { MergedPage } from './merge-page.ts'
import { bringBack, mergePage } from './merge-page.ts'
import type { StoredFile } from './take-file.ts'

export interface Shelf {
  readonly db: WritableDB
  readonly folder: string
  /** ISO instant. */
  readonly now: string
  /** What threads lacked before the run. */
  readonly gaps?: KnownGaps
}

/** Keeps the bytes of a file that could not be read, so that a better reader can try again. */
export function keepUnreadFile(shelf: Shelf, file: SourceFile, sha256: string): number {
  return keepSource(shelf, file, sha256, null)
}

/**
 * Puts a file's original, pictures and pages into the library and answers its report line. Files go to disk before the
 * rows that name them are committed. To be called inside a transaction.
 */
export function storeFileReading(shelf: Shelf, file: SourceFile, sha256: string, reading: FileReading): StoredFile {
  const path = shownName(file)
  const bytes = file.bytes.length
  const sourceId = keepSource(shelf, file, sha256, reading)
  const pages = reading.pages.filter(page => page.reading.posts.length > 0)
  const first = pages[0]
  if (!first) {
    const problem = reading.pages.flatMap(page => page.reading.problems)[0]
    const reason = problem ? problemReason(problem) : reasonOf(new ThreadloftError('not-a-forum-page', { path }))
    return { item: emptyItem(path, 'skipped', reason, bytes), sourceId }
  }
  keepPictures(shelf, reading.assets)
  const merged = pages.map(page => mergeRead(shelf, sourceId, page))
  const posts = sum(merged.map(page => page.posts))
  const newPosts = sum(merged.map(page => page.newPosts))
  const changedPosts = sum(merged.map(page => page.changedPosts))
  const isNew = newPosts + changedPosts > 0
  const isBack = merged.map(page => bringBack(shelf.db, page.threadId) || page.isBack).includes(true)
  const reason = isBack ? knownReason('thread-back', {}) : isNew ? null : nothingNew(shelf.db, sourceId, posts)
  const item = {
    ...emptyItem(path, isNew ? 'imported' : 'known', reason, bytes),
    threadId: merged[0]!.threadId,
    title: first.reading.thread.title,
    engine: first.reading.engine,
    confidence: first.reading.confidence,
    posts,
    newPosts,
    changedPosts,
    filled: joinFilled(merged.map(({ threadId, pageId }) => shelf.gaps?.filledBy(threadId, pageId) ?? null)),
  }
  return { item, sourceId }
}

/** The same page saved before is another thing than posts that are known from elsewhere. */
const nothingNew = (db: WritableDB, sourceId: number, posts: number): ReportReason =>
  knownReason(isKnownPage(db, sourceId) ? 'known-page' : 'no-new-posts', { posts })

/** Merges one page of a file's reading, and notes what was saved for its pictures. */
export function mergeRead({ db, now }: Shelf, sourceId: number, page: ReadPageOfFile): MergedPage {
  const merged = mergePage(db, {
    sourceId,
    pageName: page.name,
    reading: page.reading,
    savedAt: page.savedAt,
    now,
    indexPost: (postId, text) => indexPost(db, postId, text),
  })
  putPagePictures(db, merged.pageId, page.pictures)
  return merged
}

/** Keeps the pictures of a file's reading: the files first, then the rows that name them. */
export function keepPictures({ db, folder }: Shelf, assets: FileReading['assets']): void {
  for (const asset of assets) {
    keepAsset(folder, asset.sha256, asset.bytes)
    addAsset(db, { sha256: asset.sha256, type: asset.type, bytes: asset.bytes.length })
  }
}

function keepSource({ db, folder, now }: Shelf, file: SourceFile, sha256: string, reading: FileReading | null): number {
  keepOriginal(folder, sha256, file.bytes)
  const page = reading?.pages[0]
  return addSource(db, {
    sha256,
    name: file.name,
    path: file.shownAs ?? file.path,
    bytes: file.bytes.length,
    container: page?.container ?? null,
    charset: page?.charset ?? null,
    url: page?.url ?? null,
    savedAt: page?.savedAt ?? file.modifiedAt,
    savedAtFrom: page?.savedAtFrom ?? null,
    addedAt: now,
  })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
