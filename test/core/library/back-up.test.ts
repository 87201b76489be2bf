import { readdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Output } from '../../../src/core/contract/index.ts'
import type { RestoredLibrary } from '../../../src/core/library/back-up.ts'
import type { Backup } from '../../../src/core/model/upkeep.ts'
import { answerOf, threadloft } from '../../support/command.ts'
import { openTestLibrary, scratchFolder } from '../../support/library.ts'

let scratch: ReturnType<typeof scratchFolder>
let folder: string
beforeEach(() => {
  scratch = scratchFolder()
  folder = path.join(scratch.folder, 'library')
})
afterEach(() => scratch.remove())

const page = (name: string): string => {
  const file = path.join(scratch.folder, `${name}.html`)
  writeFileSync(file, `<!doctype html><meta charset=utf-8><title>${name}</title><p>${name}的旧照片`)
  return file
}
const dailies = (): string[] => readdirSync(path.join(folder, 'backups')).filter(name => name.endsWith('-daily.sqlite'))

test('a library is backed up when it is closed, and when it is opened a day later, once', async () => {
  const first = await openTestLibrary(folder)
  await first.importAll(page('渡口'))
  await first.close()
  const [made] = dailies()
  const old = 'library-2020-05-05T05-05-05-055Z-daily.sqlite'
  renameSync(path.join(folder, 'backups', made!), path.join(folder, 'backups', old))
  await (await openTestLibrary(folder)).close()
  const later = dailies().filter(name => name !== old)
  await (await openTestLibrary(folder)).close()
  expect([later.length, dailies().filter(name => name !== old)]).toEqual([1, later])
})

test('the commands make, list and restore backups, with what each holds', async () => {
  const own = ['--library', folder]
  await answerOf('import', page('渡口'), ...own)
  const made = await answerOf<Backup>('backup', ...own)
  await answerOf('import', page('茶馆'), ...own)
  const { restored, aside } = await answerOf<RestoredLibrary>('restore', made.name, ...own)
  const { threads } = await answerOf<Output<'library.info'>['stats']>('stats', ...own)
  const { backups } = await answerOf<Output<'backups.list'>>('backup', '--list', ...own)
  expect({ restored: restored.posts, threads, listed: backups.map(({ reason, posts }) => [reason, posts]) }).toEqual({
    restored: 1,
    threads: 1,
    listed: [
      ['aside', 2],
      ['manual', 1],
      ['daily', 1],
    ],
  })
  expect(backups[0]!.name).toBe(aside)
  expect((await threadloft('restore', 'nothing', ...own)).status).toBe(4)
})
