import type { SourceFile } from '../intake/saved-page.ts'
import type { ImportItem } from '../model/library.ts'
import { addAsset, keepAsset } from '../store/assets.ts'
import { keepOriginal } from '../store/originals.ts'
import { pageOf, putPagePictures } from '../store/pages.ts'
import { indexPost } from '../store/post-index.ts'
import { addSource } from '../store/sources.ts'
import type { WritableDB } from '../store/sql.ts'
import type { FileReading, ReadPageOfFile } from './file-reading.ts'
import { emptyItem, shownName } from './import-item.ts'
import type { MergedPage } from './merge-page.ts'
import { mergePage } from './merge-page.ts'

export interface Shelf {
  readonly db: WritableDB
  readonly folder: string
  /** ISO instant. */
  readonly now: string
}

/** Keeps the bytes of a file that could not be read, so that a better reader can try again. */
export function keepUnreadFile(shelf: Shelf, file: SourceFile, sha256: string): void {
  keepSource(shelf, file, sha256, null)
}

/**
 * Puts a file's original, pictures and pages into the library and answers its report line. Files go to disk before the
 * rows that name them are committed. To be called inside a transaction.
 */
export function storeFileReading(shelf: Shelf, file: SourceFile, sha256: string, reading: FileReading): ImportItem {
  const path = shownName(file)
  const sourceId = keepSource(shelf, file, sha256, reading)
  const pages = reading.pages.filter(page => page.reading.posts.length > 0)
  const first = pages[0]
  if (!first) {
    const problem = reading.pages.flatMap(page => page.reading.problems)[0]
    return emptyItem(path, 'skipped', problem ?? { code: 'not-a-forum-page', message: 'The page holds no post.' })
  }
  keepPictures(shelf, reading.assets)
  const merged = pages.map(page => mergeRead(shelf, sourceId, page))
  const newPosts = sum(merged.map(page => page.newPosts))
  const changed = sum(merged.map(page => page.changedPosts))
  const isNew = newPosts + changed > 0
  return {
    path,
    outcome: isNew ? 'imported' : 'known',
    reason: isNew ? null : { code: 'no-new-posts', message: 'The library has every post of this page already.' },
    threadId: merged[0]!.threadId,
    title: first.reading.thread.title,
    engine: first.reading.engine,
    confidence: first.reading.confidence,
    posts: sum(merged.map(page => page.posts)),
    newPosts,
  }
}

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
  putPagePictures(db, pageOf(db, sourceId, page.name)!, page.pictures)
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
