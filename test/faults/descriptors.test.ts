/* An import of very many files by a process that may have few files open at once. */
import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { reportOf } from '../../src/core/store/imports.ts'
import { openForReading } from '../../src/core/store/open.ts'
import { towerPage } from '../support/any-tower-page.ts'
import { isFull } from '../support/killed.ts'
import { scratchFolder } from '../support/library.ts'

const files = isFull ? 10_000 : 600
const child = path.resolve(import.meta.dirname, '../support/work-child.ts')

test.skipIf(process.platform === 'win32')(
  'one bad file among very many, and few descriptors: all the others come in, and the report adds up',
  async () => {
    const scratch = scratchFolder()
    try {
      const given = path.join(scratch.folder, 'given')
      const library = path.join(scratch.folder, 'library')
      mkdirSync(given)
      for (let thread = 1; thread < files; thread++)
        writeFileSync(path.join(given, `${thread}.html`), towerPage({ thread, posts: 1 }))
      writeFileSync(path.join(given, 'bad.zip'), Buffer.from('504b0304 ffff', 'hex'))
      const running = spawn(
        'sh',
        ['-c', `ulimit -n 96 && exec "$0" "$@"`, process.execPath, child, 'import', library, given],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      )
      let said = ''
      running.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
      await new Promise(resolve => running.once('close', resolve))
      expect(said).toMatch(/done\n$/)
      const db = openForReading(library)
      expect(reportOf(db, 1)).toMatchObject({ given: files, imported: files - 1, known: 0, skipped: 0, failed: 1 })
      db.close()
    } finally {
      scratch.remove()
    }
  },
  isFull ? 60 * 60 * 1_000 : 180_000,
)
