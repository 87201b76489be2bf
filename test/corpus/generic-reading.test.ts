/* The readers for unknown software, measured on real pages whose own engines are left out. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { removeSourceNoise } from '../../src/core/clean/source-noise.ts'
import type { EngineReading } from '../../src/core/engines/index.ts'
import { readWithEngines } from '../../src/core/engines/index.ts'
import { repeatedBlocks } from '../../src/core/engines/repeated-blocks/index.ts'
import { schemaOrg, schemaOrgSingle } from '../../src/core/engines/schema-org/index.ts'
import { openFile } from '../../src/core/intake/index.ts'
import { parseHtml } from '../../src/core/text/dom.ts'
import { corpusFolder, hasCorpus } from '../support/facts.ts'
import { fixtureSavedAt } from '../support/fixtures.ts'

if (!hasCorpus()) console.warn('SKIPPED test/corpus/generic-reading: the corpus is not here')

interface Noted {
  readonly file: string
  readonly kind?: string
  readonly posts?: number
}
const index = path.join(corpusFolder, 'INDEX.json')
const noted = hasCorpus() ? (JSON.parse(readFileSync(index, 'utf8')) as { pages: Noted[] }).pages : []
const pages = noted.filter(page => /\.html?$/.test(page.file))

async function read(file: string): Promise<EngineReading> {
  const bytes = readFileSync(path.join(corpusFolder, file))
  const [page] = await openFile({ path: null, name: path.basename(file), bytes, modifiedAt: fixtureSavedAt })
  const source = removeSourceNoise(page!.content.text).markup
  const { url, savedAt, name } = page!
  return readWithEngines(
    {
      kind: 'html',
      isWhole: true,
      document: parseHtml(source),
      source,
      url,
      name,
      savedAt: savedAt === null ? null : new Date(savedAt),
    },
    [schemaOrg, repeatedBlocks, schemaOrgSingle],
  )
}

describe.skipIf(pages.length === 0)('generic reading of real pages', () => {
  it('makes no thread of what is none', async () => {
    const none = pages.filter(page => page.kind === 'negative' || page.kind === 'saveformat')
    const readings = await Promise.all(none.map(async ({ file }) => ({ file, engine: (await read(file)).engine })))
    expect(readings.filter(({ engine }) => engine !== 'plain-page')).toEqual([])
  })

  it('finds every post of two pages in three, and never more than are noted but the opening post', async () => {
    const counted = pages.filter(page => page.posts !== undefined && page.posts > 1)
    const found = await Promise.all(
      counted.map(async ({ file, posts }) => ({ file, more: (await read(file)).draft.posts.length - posts! })),
    )
    expect(found.filter(({ more }) => more > 1)).toEqual([])
    expect(found.filter(({ more }) => more === 0 || more === 1).length).toBeGreaterThanOrEqual(counted.length * 0.66)
  })
})
