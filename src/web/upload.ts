/* Files that a browser sends, kept in a folder of their own until their import run has ended. */
import type { FileHandle } from 'node:fs/promises'
import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CallByName } from '../core/library/host-handlers.ts'
import type { EventData } from '../core/contract/events.ts'
import type { Output } from '../core/contract/index.ts'
import type { Reply } from '../core/contract/procedure.ts'
import { refusal } from '../core/contract/procedure.ts'
import { ThreadloftError } from '../core/errors.ts'
import { isOver } from '../core/model/imports.ts'
import type { LibraryEvents } from './event-stream.ts'
import { MultipartError, partsOf } from './multipart.ts'

const mostFiles = 200_000

export interface Uploads {
  /** Keeps the files of a form and starts an import of them. */
  readonly receive: (body: AsyncIterable<Uint8Array>, boundary: string) => Promise<Reply<unknown>>
  /** Tells what the one file of a form would bring, and keeps nothing. */
  readonly preview: (body: AsyncIterable<Uint8Array>, boundary: string) => Promise<Reply<unknown>>
  /** Removes what is still there and not waited for. */
  close(): Promise<void>
}

/** Uploads of one running server. Folders are removed when their run has ended. */
export function createUploads(call: CallByName, events: LibraryEvents): Uploads {
  const folders = new Set<string>()
  const unfinished = new Set<string>()
  const remove = async (folder: string): Promise<void> => {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    folders.delete(folder)
    unfinished.delete(folder)
  }
  void resumable(call).then(left => {
    for (const { runId, folder } of left) endingsOf(events).then(runId, () => void remove(folder))
  })
  const newFolder = async (): Promise<string> => {
    const folder = await mkdtemp(path.join(tmpdir(), folderPrefix))
    folders.add(folder)
    return folder
  }
  return {
    async receive(body, boundary) {
      const folder = await newFolder()
      const endings = endingsOf(events)
      const forget = async (): Promise<void> => {
        endings.stop()
        await remove(folder)
      }
      try {
        const paths = await keepFiles(body, boundary, folder)
        const reply = await call('imports.start', { paths, root: folder })
        if (reply.ok) {
          unfinished.add(folder)
          endings.then((reply.value as Output<'imports.start'>).runId, () => void remove(folder))
        } else await forget()
        return reply
      } catch (thrown) {
        await forget()
        return refusal(uploadError(thrown))
      }
    },
    async preview(body, boundary) {
      const folder = await newFolder()
      try {
        const [file = ''] = await keepFiles(body, boundary, folder)
        const reply = await call('imports.preview', { path: file })
        if (!reply.ok) return reply
        return { ok: true, value: { ...(reply.value as Output<'imports.preview'>), name: path.relative(folder, file) } }
      } catch (thrown) {
        return refusal(uploadError(thrown))
      } finally {
        await remove(folder)
      }
    },
    async close() {
      // What is not imported yet stays for the run to go on with.
      await Promise.all([...folders].filter(folder => !unfinished.has(folder)).map(remove))
    },
  }
}

const folderPrefix = 'threadloft-upload-'

/** The folders of uploads whose runs a former server's end cut short. */
async function resumable(call: CallByName): Promise<{ runId: number; folder: string }[]> {
  const reply = await call('imports.list', { limit: 1_000 })
  if (!reply.ok) return []
  const { runs } = reply.value as Output<'imports.list'>
  return runs.flatMap(({ runId, root, state }) =>
    (state === 'interrupted' || state === 'failed') && root !== null && path.basename(root).startsWith(folderPrefix)
      ? [{ runId, folder: root }]
      : [],
  )
}

/** Remembers the runs that end from now on, because a short run may end before its number is known here. */
function endingsOf(events: LibraryEvents): { then(runId: number, act: () => void): void; stop(): void } {
  const ended = new Set<number>()
  let waiting: { runId: number; act: () => void } | null = null
  const stop = events.on((name, data) => {
    if (name !== 'imports.progress') return
    const { runId, state } = data as EventData<'imports.progress'>
    if (!isOver(state) || state === 'interrupted' || state === 'failed') return
    ended.add(runId)
    settle()
  })
  const settle = (): void => {
    if (!waiting || !ended.has(waiting.runId)) return
    stop()
    waiting.act()
  }
  return {
    then(runId, act) {
      waiting = { runId, act }
      settle()
    },
    stop,
  }
}

/** Keeps the files of a form below a folder, and answers what lies in it then. */
async function keepFiles(body: AsyncIterable<Uint8Array>, boundary: string, folder: string): Promise<string[]> {
  let count = 0
  for await (const part of partsOf(body, boundary)) {
    if (part.fileName === null || part.fileName === '') continue
    if (++count > mostFiles) throw new MultipartError('too many files')
    const file = await createBelow(folder, safeSteps(part.fileName))
    await pipeline(Readable.from(part.bytes), file.createWriteStream())
  }
  if (count === 0) throw new MultipartError('there is no file in the form')
  return (await readdir(folder)).map(name => path.join(folder, name))
}

// Files picked from several folders may share a name; each further one gets a folder of its own.
async function createBelow(folder: string, steps: readonly string[]): Promise<FileHandle> {
  for (let copy = 1; ; copy++) {
    const target = path.join(folder, ...(copy === 1 ? [] : [`(${copy})`]), ...steps)
    try {
      await mkdir(path.dirname(target), { recursive: true })
      return await open(target, 'wx')
    } catch (thrown) {
      const code = (thrown as NodeJS.ErrnoException).code ?? ''
      if (copy === 1_000 || !['EEXIST', 'ENOTDIR', 'EISDIR'].includes(code)) throw thrown
    }
  }
}

/** The steps of a relative path as names that stay below their folder on every system. Never empty. */
export function safeSteps(relativePath: string): string[] {
  const steps = relativePath
    .split(/[/\\]/)
    .map(safeName)
    .filter(name => name !== '')
    .slice(-40)
  return steps.length > 0 ? steps : ['unnamed']
}

const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

function safeName(name: string): string {
  const plain = name
    .replace(/[\p{Cc}<>:"|?*]/gu, '_')
    .replace(/[. ]+$/, '')
    .replace(reserved, '_$&')
  return Buffer.byteLength(plain) <= 240 ? plain : shortened(plain)
}

// Most file systems stop at 255 bytes; the ending tells what the file is and stays.
function shortened(name: string): string {
  const ending = /\.[\w-]{1,12}$/.exec(name)?.[0] ?? ''
  let stem = name.slice(0, name.length - ending.length)
  while (Buffer.byteLength(stem + ending) > 240) stem = stem.slice(0, -1)
  return stem.toWellFormed() + ending
}

function uploadError(thrown: unknown): unknown {
  if (thrown instanceof MultipartError)
    return new ThreadloftError('bad-input', { name: 'upload', reason: thrown.message }, { cause: thrown })
  const code = (thrown as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return new ThreadloftError('disk-full', { path: tmpdir() })
  return thrown
}
