import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Output } from '../../src/core/contract/index.ts'
import { answerOf, sampleFolder, threadloft } from '../support/command.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'threadloft-cli-own-'))
const library = ['--library', path.join(folder, 'library')]
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const listed = async (): Promise<number[]> =>
  (await answerOf<Output<'threads.list'>>('threads', ...library)).threads.map(thread => thread.id)

describe('a person’s own layer at the command line', () => {
  let ids: number[]
  beforeAll(async () => {
    await answerOf('import', sampleFolder, ...library)
    ids = await listed()
  })

  it('tags, stars and notes, and lists what was tagged and noted', async () => {
    await answerOf('tag', String(ids[0]), '相机', 'to read', ...library)
    await answerOf('star', String(ids[0]), String(ids[1]), ...library)
    await answerOf('note', String(ids[0]), 'Try this', ...library)
    const { tags } = await answerOf<Output<'tags.list'>>('tag', '--list', ...library)
    const { notes } = await answerOf<Output<'notes.list'>>('note', '--list', ...library)
    const { threads } = await answerOf<Output<'threads.list'>>('threads', ...library)
    expect(tags.map(tag => [tag.name, tag.threads])).toEqual([
      ['to read', 1],
      ['相机', 1],
    ])
    expect(notes.map(note => [note.threadId, note.text])).toEqual([[ids[0], 'Try this']])
    expect(threads.filter(thread => thread.own.starred).map(thread => thread.id)).toEqual([ids[0], ids[1]])
  })

  it('throws a thread away, says so, and takes it back', async () => {
    const done = await answerOf<Output<'bin.put'>>('bin', String(ids[2]), ...library)
    const binned = await answerOf<Output<'threads.list'>>('bin', '--list', ...library)
    expect([await listed(), binned.threads.map(thread => thread.id)]).toEqual([
      ids.filter(id => id !== ids[2]),
      [ids[2]],
    ])
    const undone = await answerOf<Output<'actions.undo'>>('undo', String(done.actionId), ...library)
    expect([undone.kind, undone.things, await listed()]).toEqual(['bin', 1, ids])
  })

  it('joins two threads, splits a page off again, and takes both back', async () => {
    await answerOf('join', String(ids[0]), String(ids[1]), ...library)
    const { sources } = await answerOf<Pick<Output<'threads.open'>, 'sources'>>('split', String(ids[0]), ...library)
    const split = await answerOf<Output<'threads.split'>>(
      'split',
      String(ids[0]),
      String(sources[0]!.pageId),
      ...library,
    )
    expect(await listed()).toContain(split.threadId)
    await answerOf('undo', ...library)
    await answerOf('undo', ...library)
    expect(await listed()).toEqual(ids)
  })

  it('says what is wrong with a command that cannot be done', async () => {
    const refused = await threadloft('tag', String(ids[0]), '--lang', 'en', ...library)
    const unknown = await threadloft('undo', '9999', '--lang', 'en', ...library)
    expect([refused.status, refused.stderr.includes('--list'), unknown.status]).toEqual([2, true, 4])
  })
})
