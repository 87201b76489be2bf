import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFile } from '../../../src/core/intake/index.ts'
import { addressOfMirrored, plainMirrorLinks } from '../../../src/core/intake/mirror-page.ts'
import type { SavedPage } from '../../../src/core/intake/saved-page.ts'

const open = async (html: string, file: string): Promise<SavedPage> =>
  (await openFile({ path: file, name: path.basename(file), bytes: Buffer.from(html), modifiedAt: null }))[0]!
const here = import.meta.dirname

describe('pages of mirrors', () => {
  it.each([
    ['mirror/forum.example.org/index.php@topic=66925.0.html', 'http://forum.example.org/index.php?topic=66925.0'],
    ['forum.example.org/board/viewtopic.php?f=2&t=33.html', 'http://forum.example.org/board/viewtopic.php?f=2&t=33'],
    ['C:\\saved\\bbs.example.com+8080\\read.php@tid=7&page=2', 'http://bbs.example.com:8080/read.php?tid=7&page=2'],
    ['saved pages/index.php@topic=66925.0.html', null],
    ['forum.example.org/thread-7-1-1.html', null],
  ])('are told by file name and folders: %s', (file, address) => {
    expect(addressOfMirrored(file)).toBe(address)
  })

  it('have links with queries again', () => {
    expect(
      plainMirrorLinks(
        '<a href="index.php@topic=5.25.html#msg9">2</a><a href="../read.php%3Ftid=7&amp;page=3.html">3</a><a href="http://other.example/@me">x</a><img src="image.php@id=3">',
      ),
    ).toBe(
      '<a href="index.php?topic=5.25#msg9">2</a><a href="../read.php?tid=7&amp;page=3">3</a><a href="http://other.example/@me">x</a><img src="image.php@id=3">',
    )
  })

  it('made by HTTrack tell address and time in a comment, before the file name', async () => {
    const mark =
      "<!-- Mirrored from forum.example/read.php?tid=7 by HTTrack Website Copier/3.x [XR&CO'2014], Sun, 18 Jun 2023 01:24:57 GMT -->"
    const page = await open(`<html>\n${mark}\n<p>Tea</p></html>`, path.join(here, 'read.php@tid=9.html'))
    expect([page.url, page.savedAt, page.savedAtFrom]).toEqual([
      'http://forum.example/read.php?tid=7',
      '2023-06-18T01:24:57.000Z',
      'page',
    ])
  })

  it('made by wget take their address from the page before the file name', async () => {
    const file = path.join(here, 'index.php@topic=9.0.html')
    const page = await open('<link rel="canonical" href="https://forum.example/index.php?topic=9.0"><p>Tea</p>', file)
    expect(page.url).toBeNull()
  })
})
