import { mkdtempSync, openAsBlob, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BlobReader, TextWriter, ZipReader } from '@zip.js/zip.js'
import { expect, test } from 'vitest'
import { zipFolder } from '../../src/web/zip-folder.ts'

test('files of one name are told apart in an archive, where no case tells them apart either', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadloft-zip-'))
  try {
    const archive = path.join(folder, 'download')
    const zip = zipFolder({ path: archive, download: 'downloads/x' })
    for (const [name, text] of [
      ['工会.md', '一'],
      ['工会.md', '二'],
      ['A.md', 'three'],
      ['a.md', 'four'],
    ] as const)
      await zip.add(name, Buffer.from(text))
    expect(await zip.end()).toEqual({ path: null, download: 'downloads/x' })
    const entries = await new ZipReader(new BlobReader(await openAsBlob(archive))).getEntries()
    const texts = await Promise.all(
      entries.map(async entry => [entry.filename, entry.directory ? '' : await entry.getData(new TextWriter())]),
    )
    expect(texts).toEqual([
      ['工会.md', '一'],
      ['工会 (2).md', '二'],
      ['A.md', 'three'],
      ['a (2).md', 'four'],
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
