/*
 * Pages that are built to cost time and memory end in a reading that keeps the text, or in a clear refusal, within the
 * budget of the page readers. The largest take minutes to make: THREADLOFT_HEAVY=1 runs them too.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { ThreadloftError } from '../../src/core/errors.ts'
import { startPageReaders } from '../../src/core/library/page-readers.ts'

const isHeavy = process.env['THREADLOFT_HEAVY'] === '1'
/** Twice the ordinary time: a test machine does other things too. */
const readers = startPageReaders(new URL('../../src/worker/page-reader.ts', import.meta.url), 1, {
  milliseconds: 20_000,
  megabytes: 1_024,
})
afterAll(() => readers.close())

const page = (body: string): Buffer =>
  Buffer.from(`<!doctype html><html><head><title>Tea house</title></head><body>${body}</body></html>`)
const times = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join('')

/** What became of a page: how many of the letters q were kept, or the code of its refusal. */
async function outcome(bytes: Uint8Array): Promise<number | string> {
  try {
    const { pages } = await readers.read({ path: null, name: 'page.html', bytes, modifiedAt: null })
    return pages.flatMap(({ reading }) => reading.posts).reduce((sum, post) => sum + post.text.split('q').length - 1, 0)
  } catch (error) {
    if (error instanceof ThreadloftError) return error.code
    throw error
  }
}

describe('a page within its budget keeps its text', () => {
  it.each<[string, number, () => string]>([
    ['5,000 nested elements', 5_000, () => '<div>q'.repeat(5_000)],
    ['divisions 100,000 deep', 100_000, () => '<div>q'.repeat(100_000)],
    ['bold 100,000 deep', 100_000, () => '<b>q'.repeat(100_000)],
    ['quotes 100,000 deep', 100_000, () => '<blockquote>q'.repeat(100_000)],
    ['tables 33,000 deep', 33_000, () => '<table><tr><td>q'.repeat(33_000)],
    ['30,000 fonts that never end', 30_000, () => times(30_000, index => `<font color=${index}><p>q`)],
    ['100,000 attributes', 1, () => `<p ${times(100_000, index => `a${index}=b `)}>q`],
    ['a million comments', 2, () => `<p>q${'<!-- -->'.repeat(1_000_000)}<p>q`],
    ['100,000 end tags of nothing', 2, () => `<p>q${'</div></table></p>'.repeat(100_000)}<p>q`],
  ])('%s', async (_what, letters, body) => {
    expect(await outcome(page(body()))).toBe(letters)
  })
})

describe.skipIf(!isHeavy)('a huge page ends in a reading or a clear refusal', () => {
  it('3 million nodes keep their text', async () => {
    expect(await outcome(page('<p><b>q</b></p>'.repeat(1_000_000)))).toBe(1_000_000)
  })

  it.each<[string, () => string]>([
    ['200 MB of paragraphs', () => `<p>${'茶馆里的人。'.repeat(400)}</p>\n`.repeat(28_000)],
    ['one line of 50 MB', () => 'q'.repeat(50_000_000)],
  ])('%s', async (_what, body) => {
    expect(await outcome(page(body()))).toBe('page-too-large')
  })
})
