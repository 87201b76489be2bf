/* What one file would bring. The merge itself tells: it is done in a transaction that is then rolled back. */
import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { fileError, listFiles } from '../intake/list-files.ts'
import { ThreadloftError } from '../errors.ts'
import type { SourceFile } from '../intake/saved-page.ts'
import type { FilePreview, PreviewPage } from '../model/imports.ts'
import { addSource, sourceBySha } from '../store/sources.ts'
import { newestThreadId, threadNow } from '../store/thread-rows.ts'
import type { WritableDB } from '../store/sql.ts'
import type { FileReading, ReadPageOfFile } from './file-reading.ts'
import type { PageReaders } from './page-readers.ts'
import { mergeRead } from './store-file-reading.ts'

const shownPosts = 3
const shownText = 280

export interface PreviewPorts {
  readonly db: WritableDB
  readonly folder: string
  readonly readers: PageReaders
  readonly now: () => Date
}

class RolledBack extends Error {}

/** Reads a file, or every page of an archive, and tells what the library would make of it; nothing is written. */
export async function previewFile(ports: PreviewPorts, path: string): Promise<FilePreview> {
  await refuseFolder(path)
  const pages: PreviewPage[] = []
  let isKnown = true
  let refused: ThreadloftError | null = null
  for (const listed of await listFiles([path], new AbortController().signal)) {
    try {
      if ('error' in listed) throw listed.error
      const file = await listed.read()
      const reading = await ports.readers.read(file)
      isKnown &&= (sourceBySha(ports.db, shaOf(file))?.threadIds.length ?? 0) > 0
      pages.push(...wouldBecome(ports, file, reading))
    } catch (thrown) {
      if (!(thrown instanceof ThreadloftError)) throw thrown
      refused ??= thrown
    }
  }
  if (pages.length === 0) throw refused ?? new ThreadloftError('not-a-forum-page', { path })
  return { name: path, isKnown, pages }
}

const shaOf = (file: SourceFile): string => createHash('sha256').update(file.bytes).digest('hex')

async function refuseFolder(path: string): Promise<void> {
  const found = await stat(path).catch((thrown: unknown) => {
    throw fileError(path, thrown)
  })
  if (found.isDirectory()) throw new ThreadloftError('file-unreadable', { path, reason: 'EISDIR' })
}

/** A page as it would be merged; `threadId` is that of a thread which is there already. */
interface Merged {
  readonly page: ReadPageOfFile
  readonly newPosts: number
  readonly changedPosts: number
  readonly threadId: number | null
}

function wouldBecome(ports: PreviewPorts, file: SourceFile, reading: FileReading): PreviewPage[] {
  return mergedAndUndone(ports, file, reading).map(({ page, newPosts, changedPosts, threadId }) => ({
    ...previewOf(page),
    newPosts,
    changedPosts,
    joins: threadId === null ? null : threadNow(ports.db, threadId),
  }))
}

function mergedAndUndone({ db, folder, now }: PreviewPorts, file: SourceFile, reading: FileReading): Merged[] {
  const merged: Merged[] = []
  const at = now().toISOString()
  try {
    db.transaction(() => {
      const newest = newestThreadId(db)
      const sourceId = addSource(db, { ...unknownSource, ...sourceOf(file), addedAt: at })
      for (const page of reading.pages) {
        if (page.reading.posts.length === 0) {
          merged.push({ page, newPosts: 0, changedPosts: 0, threadId: null })
          continue
        }
        const { threadId, newPosts, changedPosts } = mergeRead({ db, folder, now: at }, sourceId, page)
        merged.push({ page, newPosts, changedPosts, threadId: threadId > newest ? null : threadId })
      }
      throw new RolledBack()
    })()
  } catch (thrown) {
    if (!(thrown instanceof RolledBack)) throw thrown
  }
  return merged
}

const unknownSource = { container: null, charset: null, url: null, savedAt: null, savedAtFrom: null }

const sourceOf = (file: SourceFile): { sha256: string; name: string; path: string | null; bytes: number } => ({
  sha256: shaOf(file),
  name: file.name,
  path: file.path,
  bytes: file.bytes.length,
})

function previewOf({
  name,
  savedAt,
  reading,
}: ReadPageOfFile): Omit<PreviewPage, 'newPosts' | 'changedPosts' | 'joins'> {
  const { engine, confidence, forum, board, thread, posts, problems } = reading
  return {
    name,
    engine,
    confidence,
    forum: forum.name ?? forum.host,
    board: board?.name ?? null,
    title: thread.title,
    page: thread.page,
    pages: thread.pages,
    savedAt,
    posts: posts.length,
    problems,
    first: posts.slice(0, shownPosts).map(post => ({
      floorLabel: post.floorLabel,
      author: post.author.name,
      postedAt: post.postedAtText,
      text: beginningOf(post.text),
    })),
  }
}

const beginningOf = (text: string): string =>
  text.length <= shownText ? text : `${text.slice(0, shownText).toWellFormed()} …`
