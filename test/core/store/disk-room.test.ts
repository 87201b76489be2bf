import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { asThreadloftError } from '../../../src/core/errors.ts'
import { diskFull, freeBytes, needRoom } from '../../../src/core/store/disk-room.ts'
import { errorText } from '../../../src/messages/error-text.ts'

const thrownBy = (work: () => void): unknown => {
  try {
    work()
  } catch (thrown) {
    return thrown
  }
  return null
}

test('too little room is told with the bytes needed and free, in every language', () => {
  const error = asThreadloftError(thrownBy(() => needRoom('/library', 12_345_678, () => 3_900_000)))
  expect([error.code, error.details]).toEqual(['disk-full', { path: '/library', bytes: 12_345_678, free: 3_900_000 }])
  for (const locale of ['en', 'zh-Hans', 'zh-Hant'] as const)
    expect(errorText(error.code, error.details, { locale })).toMatch(/\/library.*13 MB.*3 MB/)
})

test('room enough passes, and a folder that is gone is named', () => {
  expect(thrownBy(() => needRoom(tmpdir(), 1))).toBe(null)
  expect(thrownBy(() => freeBytes('/nowhere/library'))).toMatchObject({
    code: 'library-unreachable',
    details: { path: '/nowhere/library' },
  })
})

test('what systems and SQLite say of a full disk is one error, and nothing else is', () => {
  const said = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'EIO'].map(code => Object.assign(new Error(code), { code }))
  expect(said.map(thrown => diskFull(thrown, '/library')?.code ?? null)).toEqual([
    'disk-full',
    'disk-full',
    'disk-full',
    null,
  ])
  expect(asThreadloftError(said[2]).code).toBe('disk-full')
})
