/* Many files on their way to a browser: one archive, written while they come. */
import { createWriteStream } from 'node:fs'
import { Writable } from 'node:stream'
import { configure, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js'
import type { ExportFolder } from '../core/library/export-threads.ts'
import { namesLike } from '../core/library/export-threads.ts'
import type { ExportTarget } from '../core/library/host-handlers.ts'

configure({ useWebWorkers: false })

/** An archive at the place of a download. */
export function zipFolder({ path, download }: ExportTarget): ExportFolder {
  const archive = new ZipWriter(Writable.toWeb(createWriteStream(path)) as WritableStream<Uint8Array>)
  // Some systems tell no upper case from lower.
  const taken = new Set<string>()
  return {
    async add(name, bytes) {
      for (const free of namesLike(name)) {
        if (taken.has(free.toLowerCase())) continue
        taken.add(free.toLowerCase())
        await archive.add(free, new Uint8ArrayReader(bytes))
        return
      }
    },
    async end() {
      await archive.close()
      return { path: null, download }
    },
  }
}
