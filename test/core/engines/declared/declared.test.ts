import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readRule } from '../../../../src/core/engines/declared/index.ts'
import { openFile } from '../../../../src/core/intake/index.ts'
import { loadRules } from '../../../../src/core/library/load-rules.ts'
import { readSavedPage } from '../../../../src/core/library/read-page.ts'

const here = path.resolve(import.meta.dirname, '../../../support/rules')
const ruleFile = path.join(here, 'riverside.json')
const rule = JSON.parse(readFileSync(ruleFile, 'utf8')) as Record<string, unknown> & { post: Record<string, unknown> }

describe('a rule', () => {
  it('reads the pages it describes', async () => {
    const { engines } = await loadRules(ruleFile)
    const bytes = readFileSync(path.join(here, 'riverside.html'))
    const [page] = await openFile({ path: null, name: 'riverside.html', bytes, modifiedAt: '2024-05-01T12:00:00.000Z' })
    const { engine, forum, board, thread, posts } = readSavedPage(page!, engines).reading
    expect({
      engine,
      forum,
      board,
      thread: [thread.title, thread.id, thread.page, thread.pages],
      posts: posts.map(post => [post.id, post.floorLabel, post.author, post.postedAt, post.text, post.quotes.length]),
      cards: posts.map(post => [post.card?.rank, post.card?.signature]),
    }).toEqual({
      engine: 'riverside',
      forum: { name: 'Riverside', host: 'riverside.example' },
      board: { name: 'Boats', path: ['Water', 'Boats'] },
      thread: ['Which varnish for a rowing boat?', '412', 2, 3],
      posts: [
        ['901', 'No. 21', { name: 'Ada Quill', uid: '7' }, '2019-03-04T09:15', 'Two coats are enough.', 0],
        [
          '902',
          'No. 22',
          { name: 'Bo Marsh', uid: '12' },
          '2019-03-05T18:40',
          'Two coats are enough.\n\nNot on the keel.',
          1,
        ],
      ],
      cards: [
        ['Ferrywoman', 'Slow water'],
        ['Guest', null],
      ],
    })
  })

  it.each([
    ['a selector that is none', { ...rule, posts: 'div[' }, /^posts: this is no CSS selector/],
    ['a pattern that is none', { ...rule, threadId: { pattern: '(' } }, /^threadId/],
    ['a pattern that may never end', { ...rule, threadId: { pattern: '(a+)+$' } }, /^threadId/],
    ['a word it does not know', { ...rule, script: 'alert(1)' }, /script/],
    ['no body', { ...rule, post: {} }, /^post\.body/],
  ])('is refused for %s, with the place', (_what, written, reason) => {
    expect(readRule(JSON.stringify(written))).toEqual({ reason: expect.stringMatching(reason) as string })
  })

  it('never reaches a prototype', () => {
    const written = JSON.stringify(rule).replace(
      '{',
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
    )
    expect([Object.keys(readRule(written)), ({} as Record<string, unknown>)['polluted']]).toEqual([['rule'], undefined])
  })
})

describe('the rules of a library', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'threadloft-rules-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('are used but for the bad ones, which are named with the reason', async () => {
    writeFileSync(path.join(folder, 'a.json'), '{ "id": ')
    writeFileSync(path.join(folder, 'b.json'), JSON.stringify(rule))
    writeFileSync(path.join(folder, 'notes.txt'), 'not a rule')
    const { engines, refused } = await loadRules(folder)
    expect([engines.map(engine => engine.id), refused.map(error => [error.code, error.details['path']])]).toEqual([
      ['riverside'],
      [['rule-invalid', path.join(folder, 'a.json')]],
    ])
  })

  it('are none where there is no folder', async () => {
    expect(await loadRules(path.join(folder, 'rules'))).toEqual({ engines: [], refused: [] })
  })
})
