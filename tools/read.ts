/* Prints what Threadloft makes of a saved page: node tools/run.mjs tools/read.ts FILE … */
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { openFile } from '../src/core/intake/index.ts'
import { readSavedPage } from '../src/core/library/read-page.ts'

for (const file of process.argv.slice(2)) {
  const absolute = path.resolve(file)
  const pages = await openFile({
    path: absolute,
    name: path.basename(file),
    bytes: readFileSync(absolute),
    modifiedAt: statSync(absolute).mtime.toISOString(),
  })
  for (const page of pages) console.log(JSON.stringify(readSavedPage(page).reading, null, 2))
}
