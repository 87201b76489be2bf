/*
 * Any bytes end in a reading or in a ThreadloftError, never in another throw: made-up bytes, and the engines' fixtures
 * cut off, patched, shuffled and written in another charset. A failure prints its seed and path; run it again with
 * FC_SEED=<seed>.
 */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ThreadloftError } from '../../src/core/errors.ts'
import { openFile } from '../../src/core/intake/index.ts'
import { readSavedPage } from '../../src/core/library/read-page.ts'
import { parseHtml, selectAll } from '../../src/core/text/dom.ts'
import { pageReading } from '../../src/core/model/reading.ts'
import { allFixtures, fixtureSavedAt } from '../support/fixtures.ts'

const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2_147_483_647)
console.log(`any-bytes: FC_SEED=${seed}`)

/** What could run or fetch in a post's HTML, in a browser's eyes. */
const activeParts = (html: string): string[] =>
  selectAll(parseHtml(html), '*').flatMap(({ name, attribs }) =>
    ['script', 'style', 'iframe', 'object', 'form'].includes(name)
      ? [name]
      : Object.entries(attribs).flatMap(([key, value]) =>
          key.startsWith('on') || (/^(?:href|src|action)$/.test(key) && !/^(?:https?:|mailto:|assets\/)/.test(value))
            ? [`${name} ${key}=${value}`]
            : [],
        ),
  )

/** Reads a file's bytes as an import does; answers the code of the refusal where it is refused. */
async function readBytes(bytes: Uint8Array, name: string): Promise<string> {
  try {
    const pages = await openFile({ path: null, name, bytes, modifiedAt: fixtureSavedAt })
    for (const page of pages) {
      const { reading } = readSavedPage(page)
      const checked = pageReading.safeParse(reading)
      expect(checked.error?.issues ?? []).toEqual([])
      for (const post of reading.posts) expect(activeParts(post.html)).toEqual([])
    }
    return 'read'
  } catch (error) {
    if (error instanceof ThreadloftError && error.code !== 'internal') return error.code
    throw error
  }
}

const fixtures = allFixtures().map(({ name, page }) => ({ name, file: page, bytes: readFileSync(page) }))

/** What breaks trees and patterns: half tags, ids that engines look for, dates, noise and charsets cut in two. */
const splinters = [
  '<',
  '>',
  '"',
  '</div>',
  '</td></tr></table>',
  '<table><tr><td id="postmessage_1">',
  '<div id="post_1"><div id="post_1">',
  '<script>',
  '<!--',
  '<blockquote><font color=</blockquote>',
  '<plaintext>',
  '<svg><style>',
  '<a href="javascript:alert(1)" onclick=x>',
  '发表于 9999-99-99 99:99',
  '[url=',
  '\u0000\u0001\u001b$B',
  '\ud83d',
  '本帖最后由  于  编辑',
].map(splinter => Buffer.from(splinter))

const patch = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat({ max: 600 }),
  put: fc.oneof(
    fc.constantFrom(...splinters),
    fc.uint8Array({ maxLength: 12 }).map(bytes => Buffer.from(bytes)),
  ),
})

const mutated = fc
  .record({
    fixture: fc.constantFrom(...fixtures),
    patches: fc.array(patch, { maxLength: 12 }),
    length: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { freq: 2 }),
    wide: fc.boolean(),
  })
  .map(({ fixture, patches, length, wide }) => {
    let bytes = Buffer.from(fixture.bytes)
    for (const { at, cut, put } of patches) {
      const start = Math.floor(at * bytes.length)
      bytes = Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + cut)])
    }
    if (length !== null) bytes = bytes.subarray(0, Math.floor(length * bytes.length))
    if (wide) bytes = Buffer.from(bytes.toString('utf8'), 'utf16le')
    const shown = JSON.stringify({
      fixture: fixture.name,
      patches: patches.map(({ at, cut, put }) => [at, cut, put.toString()]),
      length,
      wide,
    })
    return { name: fixture.file.replace(/^.*[\\/]/, ''), bytes, [fc.toStringMethod]: () => shown }
  })

describe('any bytes', () => {
  it('of no form at all are read or refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 600 }),
        fc.constantFrom('a.html', 'a.txt', 'a.mht', 'a'),
        async (bytes, name) => {
          await readBytes(bytes, name)
        },
      ),
      { seed, numRuns: 300 },
    )
  })

  it('that look like markup are read or refused', async () => {
    const markup = fc
      .array(
        fc.oneof(
          fc.constantFrom(...splinters),
          fc.string({ maxLength: 20 }).map(text => Buffer.from(text)),
        ),
        { maxLength: 40 },
      )
      .map(parts => Buffer.concat([Buffer.from('<html>'), ...parts]))
    await fc.assert(
      fc.asyncProperty(markup, async bytes => {
        await readBytes(bytes, 'a.html')
      }),
      { seed, numRuns: 200 },
    )
  })

  it.skipIf(fixtures.length === 0)(
    'of pages that were cut, patched or written again are read or refused',
    { timeout: 120_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(mutated, async ({ name, bytes }) => {
          await readBytes(bytes, name)
        }),
        { seed, numRuns: 200 },
      )
    },
  )

  it('of a page that was cut anywhere keep the posts before the cut', async () => {
    const whole = fixtures.find(fixture => fixture.name === 'discuz/x34-page-1')!
    const postsOf = async (bytes: Uint8Array): Promise<string[]> => {
      const [page] = await openFile({ path: null, name: 'page.html', bytes, modifiedAt: fixtureSavedAt })
      return readSavedPage(page!).reading.posts.map(post => `${post.id ?? ''} ${post.author.name ?? ''} ${post.text}`)
    }
    const all = await postsOf(whole.bytes)
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.2, max: 1, noNaN: true }), async at => {
        const kept = await postsOf(whole.bytes.subarray(0, Math.floor(at * whole.bytes.length)))
        const before = kept.slice(0, -1)
        expect(before).toEqual(all.slice(0, before.length))
      }),
      { seed, numRuns: 40 },
    )
  })
})
