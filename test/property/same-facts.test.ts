/*
 * A page says the same whoever wrote it down: in another charset, with a meta that lies, as MHTML, made small,
 * translated by a proxy. Cut in the middle it still gives every post before the cut, and is marked incomplete.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFile } from '../../src/core/intake/index.ts'
import { readSavedPage } from '../../src/core/library/read-page.ts'
import type { PageReading, PostReading } from '../../src/core/model/reading.ts'
import { decodeBytes } from '../../src/core/text/charset.ts'
import { allFixtures, fixtureSavedAt } from '../support/fixtures.ts'
import { asMhtml, inCharset, minified, translated } from '../support/rewritten.ts'

const pages = allFixtures()
  .filter(({ page }) => page.endsWith('.html'))
  .map(({ name, page }) => {
    const bytes = readFileSync(page)
    return { name, file: path.basename(page), bytes, markup: decodeBytes(bytes).text }
  })

async function readBytes(bytes: Uint8Array, name: string): Promise<PageReading> {
  const [page] = await openFile({ path: null, name, bytes, modifiedAt: fixtureSavedAt })
  return readSavedPage(page!).reading
}

const bare = (text: string): string => text.replace(/[\s\u00a0\u200b]+/g, '')
const factsOfPost = (post: PostReading): unknown => [
  post.id,
  post.floor,
  post.author.name,
  post.author.uid,
  post.postedAt,
  bare(post.text),
]
const facts = ({ engine, board, thread, posts }: PageReading): unknown => ({
  engine,
  board: board?.path,
  thread: [bare(thread.title), thread.id, thread.page, thread.pages],
  posts: posts.map(factsOfPost),
})

/** What rewriting really takes away, so that no program can read it: fixture and rewriting, with the reason. */
const lost = new Map<string, string>([
  ['phpwind/80-damaged made small', 'its noise holds a bare <, which a program that parses the page takes for a tag'],
  ['phpwind/80-damaged translated by a proxy', 'the same'],
  ...['damaged', 'ordinary', 'variant'].map(
    name => [`ptt/${name} made small`, 'its lines are lines by the style sheet only'] as const,
  ),
  ['pipermail/variant made small', 'its times stand in comments'],
  ['ptt/variant in Big5 that is said to be GBK', 'a few words are not enough to overrule what a page says of itself'],
])

/** Written in Chinese, and enough of it that its charset can be told: Latin and Japanese text was never in GBK or Big5. */
const isChinese = (markup: string): boolean =>
  (markup.match(/\p{Script=Han}/gu)?.length ?? 0) >= 30 &&
  !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(markup)

describe.each(pages)('$name', ({ name, file, bytes, markup }) => {
  const same = (how: string, rewrite: () => Uint8Array | null): void => {
    it.skipIf(lost.has(`${name} ${how}`))(`says the same ${how}`, async () => {
      const rewritten = rewrite()
      if (rewritten) expect(facts(await readBytes(rewritten, file))).toEqual(facts(await readBytes(bytes, file)))
    })
  }
  same('in UTF-8', () => inCharset(markup, 'utf-8', 'utf-8'))
  same('in UTF-8 that is said to be GBK', () => inCharset(markup, 'utf-8', 'gbk'))
  // What writes a page again also ends it: of a page that was cut, the mark of the cut would be gone.
  same('made small', () => (/<\/(?:html|body)\s*>/i.test(markup) ? Buffer.from(minified(markup)) : null))
  same('translated by a proxy', () => Buffer.from(translated(markup)))

  it.each(['quoted-printable', 'base64'] as const)('says the same as MHTML (%s)', async encoding => {
    const whole = await readBytes(bytes, file)
    const url = whole.thread.url ?? `https://${whole.forum.host ?? 'forum.example'}/`
    const given = { path: null, name: file, bytes, modifiedAt: fixtureSavedAt, url }
    const [page] = await openFile(given)
    const expected = readSavedPage({ ...page!, url }).reading
    expect(facts(await readBytes(asMhtml(bytes, encoding, url), file))).toEqual(facts(expected))
  })

  if (!isChinese(markup)) return
  same('in GBK', () => inCharset(markup, 'gbk', 'gbk'))
  same('in GBK that is said to be UTF-8', () => inCharset(markup, 'gbk', 'utf-8'))
  same('in Big5', () => inCharset(markup, 'big5', 'big5'))
  same('in Big5 that is said to be GBK', () => inCharset(markup, 'big5', 'gbk'))
})

describe('a page that was cut in the middle', () => {
  it.each(pages.filter(({ markup }) => /<\/html\s*>\s*$/i.test(markup)))(
    'keeps the posts before the cut and is marked: $name',
    async ({ file, bytes, markup }) => {
      const whole = await readBytes(bytes, file)
      const cut = markup.slice(0, markup.length >> 1)
      const { engine, posts, problems } = await readBytes(Buffer.from(cut), file)
      const marked = problems.some(({ code }) => code === 'page-incomplete' || code === 'not-a-thread')
      const kept = (post: PostReading): unknown => [
        post.author.name,
        timesAtTheEnd.has(whole.engine) ? null : post.postedAt,
        bare(post.text),
      ]
      const before = postsBefore(whole.posts, cut)
      if (isGeneric.has(whole.engine) && engine === 'plain-page') {
        // Posts of unknown software are known by their repetition: fewer than two stay as the page's text.
        expect([
          marked,
          before.length < 2,
          before.every(post => bare(posts[0]!.text).includes(bare(post.text))),
        ]).toEqual([true, true, true])
        return
      }
      expect([marked, posts.slice(0, before.length).map(kept)]).toEqual([true, before.map(kept)])
    },
  )
})

const isGeneric = new Set(['repeated-blocks', 'schema-org', 'plain-page'])

/** Pages of programs that keep times in data at the end of the page, which the cut takes away. */
const timesAtTheEnd = new Set(['flarum', 'lemmy'])

/** The posts that end before the cut: those whose next post begins before it. */
function postsBefore(posts: readonly PostReading[], cut: string): readonly PostReading[] {
  let at = 0
  const starts = posts.map(post => {
    const words = /[^\s&<>"']{4,20}/.exec(post.text)?.[0]
    const found = words === undefined ? -1 : cut.indexOf(words, at)
    // A post that quotes the one before it begins with the same words, further on.
    if (found >= 0) at = found + words!.length
    return found
  })
  const last = starts.findLastIndex(start => start >= 0)
  return starts.slice(0, last + 1).every(start => start >= 0) ? posts.slice(0, Math.max(last, 0)) : []
}
