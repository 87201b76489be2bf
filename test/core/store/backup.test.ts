import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { BackupFile } from '../../../src/core/store/backup.ts'
import {
  backupCounts,
  backupFiles,
  backupName,
  isBackupDue,
  makeBackup,
  refuseUnsound,
  superfluousBackups,
} from '../../../src/core/store/backup.ts'
import { migrations, newestVersion } from '../../../src/core/store/migrations/index.ts'
import { openForReading, openForWriting } from '../../../src/core/store/open.ts'
import { restoreBackup } from '../../../src/core/store/restore.ts'
import type { WritableDB } from '../../../src/core/store/sql.ts'
import { emptyLibrary, importSave, pageReading, postReading, temporaryFolder } from '../../support/made-pages.ts'

const at = (text: string): { now: Date } => ({ now: new Date(text) })
const fill = (db: WritableDB, id: string): void =>
  void importSave(db, { savedAt: null, reading: pageReading({ posts: [postReading({ id, text: `post ${id}` })] }) })
const rooms = (folder: string): string[] => readdirSync(path.join(folder, 'backups')).toSorted()
const posts = (folder: string): unknown => {
  const db = openForReading(folder)
  try {
    return db.prepare('SELECT count(*) FROM post').pluck().get()
  } finally {
    db.close()
  }
}

test('a backup holds what was committed, also when a reader makes it, and passes its check', () => {
  const folder = temporaryFolder()
  const db = emptyLibrary(folder)
  fill(db, '1')
  const reader = openForReading(folder)
  onTestFinished(() => void reader.close())
  const { name } = makeBackup(reader, folder, 'manual', at('2024-06-01T08:00:00Z'))
  refuseUnsound(path.join(folder, 'backups', name))
  expect([name, backupCounts(folder, name), rooms(folder)]).toEqual([
    'library-2024-06-01T08-00-00-000Z-manual.sqlite',
    { threads: 1, posts: 1 },
    [name],
  ])
  expect(() => reader.exec('DELETE FROM post')).toThrow()
})

test('every kept backup opens, counts and is sound after months of daily use, and seven days and four weeks remain', () => {
  const folder = temporaryFolder()
  const db = emptyLibrary(folder)
  fill(db, '0')
  const start = Date.parse('2024-01-01T09:00:00Z')
  for (let day = 0; day < 60; day++) {
    const now = new Date(start + day * 86_400_000)
    if (isBackupDue(db, folder, new Date(now.getTime() + 1))) makeBackup(db, folder, 'daily', { now })
  }
  const kept = backupFiles(folder)
  for (const { name } of kept) refuseUnsound(path.join(folder, 'backups', name))
  expect(kept.map(({ madeAt }) => madeAt.slice(0, 10))).toEqual([
    // Days of the last week of use, then the Sundays of the weeks before.
    '2024-02-29', '2024-02-28', '2024-02-27', '2024-02-26', '2024-02-25', '2024-02-24', '2024-02-23',
    '2024-02-18', '2024-02-11',
  ]) // prettier-ignore
  expect(kept.map(({ name }) => backupCounts(folder, name))).toEqual(kept.map(() => ({ threads: 1, posts: 1 })))
})

test('only automatic backups are dropped, never the one just made, whatever the clock says', () => {
  const backup = (madeAt: string, reason: BackupFile['reason'] = 'daily'): BackupFile => ({
    name: backupName(new Date(madeAt), reason),
    madeAt,
    reason,
    bytes: 1,
  })
  const future = Array.from({ length: 12 }, (_, day) => backup(`2030-01-${10 + day}T00:00:00.000Z`)).toReversed()
  const now = backup('2024-06-01T00:00:00.000Z')
  const manual = backup('2020-01-01T00:00:00.000Z', 'manual')
  const migration = backup('2021-01-01T00:00:00.000Z', 'migration')
  const dropped = superfluousBackups([...future, now, migration, manual], now.name)
  expect(dropped).toEqual(['14', '12', '11', '10'].map(day => backup(`2030-01-${day}T00:00:00.000Z`).name))
})

test('a backup is due for a library that holds something, once a day', () => {
  const folder = temporaryFolder()
  const db = emptyLibrary(folder)
  const due = (time: string): boolean => isBackupDue(db, folder, new Date(time))
  const whileEmpty = due('2024-06-01T00:00:00Z')
  fill(db, '1')
  const before = due('2024-06-01T00:00:00Z')
  makeBackup(db, folder, 'daily', at('2024-06-01T00:00:00Z'))
  expect([whileEmpty, before, due('2024-06-01T20:00:00Z'), due('2024-06-02T01:00:00Z'), due('2023-01-01T00:00:00Z')]).toEqual([
    false, true, false, true, true,
  ]) // prettier-ignore
})

test('where the disk has no room the last good backup stays, and the volume and the bytes are named', () => {
  const folder = temporaryFolder()
  const db = emptyLibrary(folder)
  fill(db, '1')
  const good = makeBackup(db, folder, 'daily', at('2024-06-01T00:00:00Z'))
  const before = readFileSync(path.join(folder, 'backups', good.name))
  expect(() => makeBackup(db, folder, 'daily', { ...at('2024-06-09T00:00:00Z'), freeBytes: () => 1_000 })).toThrow(
    expect.objectContaining({
      code: 'disk-full',
      details: { path: path.join(folder, 'backups'), bytes: expect.any(Number), free: 1_000 },
    }),
  )
  expect([rooms(folder), readFileSync(path.join(folder, 'backups', good.name)).equals(before)]).toEqual([
    [good.name],
    true,
  ])
})

test('a disk that fills up while the backup is written leaves the last good one and no half one', context => {
  const folder = temporaryFolder()
  mkdirSync(path.join(folder, 'backups'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', path.join(folder, 'backups')])
  if (mounted.status !== 0) return context.skip('a small disk cannot be mounted here')
  onTestFinished(() => void spawnSync('umount', [path.join(folder, 'backups')]))
  const db = emptyLibrary(folder)
  fill(db, '1')
  const good = makeBackup(db, folder, 'daily', at('2024-06-01T00:00:00Z'))
  db.prepare('INSERT INTO setting VALUES (?, ?)').run('large', 'x'.repeat(900_000))
  const full = { ...at('2024-06-09T00:00:00Z'), freeBytes: () => Number.MAX_SAFE_INTEGER }
  expect(() => makeBackup(db, folder, 'daily', full)).toThrow(expect.objectContaining({ code: 'disk-full' }))
  expect(rooms(folder)).toEqual([good.name])
  refuseUnsound(path.join(folder, 'backups', good.name))
})

test('a damaged database makes no backup and costs none of the old ones', () => {
  const folder = temporaryFolder()
  const db = openForWriting(folder)
  for (let post = 0; post < 400; post++) fill(db, String(post))
  for (let day = 1; day <= 9; day++) makeBackup(db, folder, 'daily', at(`2024-06-0${day}T00:00:00Z`))
  db.close()
  const before = rooms(folder)
  const file = path.join(folder, 'library.sqlite')
  const bytes = readFileSync(file)
  // The last pages hold rows; the first ones the schema.
  bytes.fill(0x55, bytes.length - 40 * 4096)
  writeFileSync(file, bytes)
  const damaged = openForReading(folder)
  onTestFinished(() => void damaged.close())
  expect(() => makeBackup(damaged, folder, 'daily', at('2024-07-01T00:00:00Z'))).toThrow(
    expect.objectContaining({ code: 'library-damaged' }),
  )
  expect(rooms(folder)).toEqual(before)
})

test('before the form of a library changes it is backed up; a change that fails leaves both as they were', () => {
  const folder = temporaryFolder()
  const db = openForWriting(folder)
  fill(db, '1')
  db.close()
  const broken = { version: newestVersion + 1, name: 'broken', sql: 'DELETE FROM post; NONSENSE' }
  expect(() => openForWriting(folder, [...migrations, broken])).toThrow()
  const [backup] = backupFiles(folder)
  expect([backup?.reason, backupCounts(folder, backup!.name), posts(folder)]).toEqual([
    'migration',
    { threads: 1, posts: 1 },
    1,
  ])
})

test('a restore brings the state back and keeps what was there, which can be restored in turn', () => {
  const folder = temporaryFolder()
  const db = openForWriting(folder)
  fill(db, '1')
  const { name } = makeBackup(db, folder, 'manual', at('2024-06-01T00:00:00Z'))
  fill(db, '2')
  db.close()
  const { aside } = restoreBackup(folder, name, new Date('2024-06-02T00:00:00Z'))
  const afterOnce = posts(folder)
  restoreBackup(folder, aside!, new Date('2024-06-03T00:00:00Z'))
  expect([afterOnce, posts(folder), rooms(folder).length]).toEqual([1, 2, 3])
})

test('a database that is damaged or gone, with a log that was left behind, gives way to its backup', () => {
  const folder = temporaryFolder()
  const db = openForWriting(folder)
  fill(db, '1')
  const { name } = makeBackup(db, folder, 'manual', at('2024-06-01T00:00:00Z'))
  db.close()
  const file = path.join(folder, 'library.sqlite')
  truncateSync(file, 5_000)
  writeFileSync(`${file}-wal`, 'what another database left')
  const { aside } = restoreBackup(folder, name, new Date('2024-06-02T00:00:00Z'))
  const afterDamage = posts(folder)
  renameSync(file, `${file}.gone`)
  expect([afterDamage, restoreBackup(folder, name, new Date('2024-06-03T00:00:00Z')).aside, posts(folder)]).toEqual([
    1,
    null,
    1,
  ])
  expect(readFileSync(path.join(folder, 'backups', aside!)).length).toBe(5_000)
  expect(existsSync(`${file}-wal`)).toBe(false)
})

test('a damaged backup, an unknown name and an open library are refused, and nothing is changed', () => {
  const folder = temporaryFolder()
  const db = openForWriting(folder)
  fill(db, '1')
  const { name } = makeBackup(db, folder, 'manual', at('2024-06-01T00:00:00Z'))
  const refusal = (which: string): unknown => {
    try {
      return restoreBackup(folder, which, new Date())
    } catch (thrown) {
      return (thrown as { code: string }).code
    }
  }
  const whileOpen = refusal(name)
  db.close()
  truncateSync(path.join(folder, 'backups', name), 6_000)
  expect([whileOpen, refusal(name), refusal('../library.sqlite'), posts(folder)]).toEqual([
    'library-locked',
    'library-damaged',
    'backup-unknown',
    1,
  ])
  expect(new Database(path.join(folder, 'library.sqlite'), { readonly: true }).pragma('integrity_check')).toEqual([
    { integrity_check: 'ok' },
  ])
})
