import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { assetFile, keepAsset } from '../../../src/core/store/assets.ts'
import { sha256Of } from '../../../src/core/store/kept-file.ts'
import { keepOriginal, readOriginal } from '../../../src/core/store/originals.ts'
import { temporaryFolder } from '../../support/made-pages.ts'

const page = new TextEncoder().encode('<html>楼主</html>')
const name = sha256Of(page)

/** A folder with the rooms that opening a library makes: they are not made anew where a library has vanished. */
function libraryFolder(): string {
  const folder = temporaryFolder()
  for (const room of ['originals', 'assets']) mkdirSync(path.join(folder, room))
  return folder
}

test('an original comes back byte for byte and is kept once', () => {
  const folder = libraryFolder()
  for (let time = 0; time < 2; time++) keepOriginal(folder, name, page)
  expect(Buffer.from(readOriginal(folder, name))).toEqual(Buffer.from(page))
  expect(readdirSync(path.join(folder, 'originals', name.slice(0, 2)))).toEqual([`${name}.zst`])
})

test('an original that is gone, not readable or another one is called damaged', () => {
  const folder = libraryFolder()
  const damaged = expect.objectContaining({ code: 'original-damaged' })
  expect(() => readOriginal(folder, name)).toThrow(damaged)
  keepOriginal(folder, name, new TextEncoder().encode('another'))
  expect(() => readOriginal(folder, name)).toThrow(damaged)
  writeFileSync(path.join(folder, 'originals', name.slice(0, 2), `${name}.zst`), 'not zstd')
  expect(() => readOriginal(folder, name)).toThrow(damaged)
})

test('an asset is kept as it is', () => {
  const folder = libraryFolder()
  keepAsset(folder, name, page)
  expect(readFileSync(assetFile(folder, name))).toEqual(Buffer.from(page))
})

test('a name that is not a SHA-256 leads nowhere', () => {
  const folder = libraryFolder()
  for (const bad of ['../../secret', '', name.toUpperCase(), `${name}/..`])
    expect(() => assetFile(folder, bad)).toThrow(expect.objectContaining({ code: 'bad-input' }))
})

test('nothing is kept where a library has vanished', () => {
  const folder = temporaryFolder()
  expect(() => keepOriginal(folder, name, page)).toThrow(expect.objectContaining({ code: 'library-unreachable' }))
  expect(readdirSync(folder)).toEqual([])
})
