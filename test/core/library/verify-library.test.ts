import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { VerifyReport } from '../../../src/core/model/upkeep.ts'
import { threadloft } from '../../support/command.ts'
import type { TestLibrary } from '../../support/library.ts'
import { openTestLibrary, scratchFolder } from '../../support/library.ts'

let scratch: ReturnType<typeof scratchFolder>
let library: TestLibrary
beforeEach(async () => {
  scratch = scratchFolder()
  library = await openTestLibrary(path.join(scratch.folder, 'library'))
  const given = path.join(scratch.folder, 'given')
  mkdirSync(given)
  for (const name of ['水塔', '渡口', '茶馆'])
    writeFileSync(
      path.join(given, `${name}.html`),
      `<!doctype html><meta charset=utf-8><title>${name}</title><p>${name}的旧照片 <img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==">`,
    )
  await library.importAll(given)
})
afterEach(async () => {
  await library.close()
  scratch.remove()
})

const kept = (area: string): string[] =>
  readdirSync(path.join(library.folder, area), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
const shaOf = (file: string): string => path.basename(file).slice(0, 64)
const verify = (): Promise<VerifyReport> => library.ask('services.verify', {})
const found = ({ findings }: VerifyReport): string[] => findings.map(({ kind, subject }) => `${kind} ${subject}`)

/** Changes the database behind the library's back, as no program should. */
function meddle(script: string): void {
  const db = new Database(path.join(library.folder, 'library.sqlite'))
  db.pragma('foreign_keys = OFF')
  db.exec(script)
  db.close()
}

test('a library as imports leave it is sound, and every file and post of it was looked at', async () => {
  expect(await verify()).toMatchObject({
    sound: true,
    findings: [],
    checked: { originals: 3, assets: 1, posts: 3, lookedUp: 3 },
  })
})

test('one altered original, one missing, one orphan row, one post not indexed: exactly these four are named', async () => {
  const [altered, missing] = kept('originals')
  writeFileSync(altered!, 'something else')
  rmSync(missing!)
  meddle(`DELETE FROM post_index WHERE rowid = 2;
    INSERT INTO import_item (id, run_id, path, outcome, posts, new_posts) VALUES (77, 999, 'x', 'imported', 0, 0)`)
  const report = await verify()
  expect([report.sound, found(report).toSorted()]).toEqual([
    false,
    [
      'orphan-row import_item id=77',
      `original-altered ${shaOf(altered!)}`,
      `original-missing ${shaOf(missing!)}`,
      'post-not-indexed post id=2',
    ].toSorted(),
  ])
})

test('the other ways round are looked at, too', async () => {
  const [picture] = kept('assets')
  rmSync(picture!)
  mkdirSync(path.join(library.folder, 'originals', 'zz'))
  writeFileSync(path.join(library.folder, 'originals', 'zz', 'notes.txt'), 'mine')
  meddle(`INSERT INTO post_index (rowid, body) VALUES (500, '水');
    DELETE FROM post_index WHERE rowid = 1; INSERT INTO post_index (rowid, body) VALUES (1, 'x');
    UPDATE thread SET post_count = 5 WHERE id = 2`)
  expect(found(await verify()).toSorted()).toEqual(
    [
      `asset-missing ${shaOf(picture!)}`,
      'file-foreign originals/zz/notes.txt',
      'index-without-post post_index id=500',
      'index-outdated post id=1',
      'count-wrong thread id=2',
    ].toSorted(),
  )
})

test('a kept file that an import cut short left behind is named, and the library is sound all the same', async () => {
  const [one] = kept('originals')
  meddle(`DELETE FROM import_item;
    DELETE FROM post_index WHERE rowid IN (SELECT post.id FROM post JOIN page USING (thread_id) JOIN source
      ON source.id = source_id WHERE sha256 = '${shaOf(one!)}');
    DELETE FROM post_seen WHERE page_id = (SELECT page.id FROM page JOIN source ON source.id = source_id
      WHERE sha256 = '${shaOf(one!)}');
    DELETE FROM post_asset WHERE NOT EXISTS (SELECT 1 FROM post_seen WHERE post_seen.version_id = post_asset.version_id);
    DELETE FROM post_version WHERE NOT EXISTS (SELECT 1 FROM post_seen WHERE version_id = post_version.id);
    DELETE FROM post WHERE NOT EXISTS (SELECT 1 FROM post_seen WHERE post_id = post.id);
    DELETE FROM thread WHERE post_count = 0;
    DELETE FROM page WHERE source_id = (SELECT id FROM source WHERE sha256 = '${shaOf(one!)}');
    DELETE FROM source WHERE sha256 = '${shaOf(one!)}'`)
  const report = await verify()
  expect([report.sound, report.findings.map(({ kind }) => kind)]).toEqual([true, ['file-unused']])
})

test('questions are answered while a library is being verified', async () => {
  const verified = verify()
  const { stats } = await library.ask('library.info', {})
  expect([stats.posts, (await verified).sound]).toEqual([3, true])
})

test('the command ends with 0 only when all is sound', async () => {
  await library.close()
  const words = ['verify', '--json', '--library', library.folder]
  const sound = await threadloft(...words)
  rmSync(kept('originals')[0]!)
  const faulty = await threadloft(...words)
  expect([sound, faulty].map(({ status, stdout }) => [status, (JSON.parse(stdout) as VerifyReport).sound])).toEqual([
    [0, true],
    [4, false],
  ])
})
