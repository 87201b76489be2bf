/* Reads the engine fixtures: test/fixtures/<engine>/<case>/{page.*, expected.json, about.md}. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { openFile } from '../../src/core/intake/index.ts'
import { readSavedPage } from '../../src/core/library/read-page.ts'
import type { PageReading } from '../../src/core/model/reading.ts'

export const fixturesFolder = path.resolve(import.meta.dirname, '../fixtures')

export interface Fixture {
  readonly name: string
  readonly folder: string
  readonly page: string
  readonly expectedFile: string
}

/** Every fixture folder that holds a page. */
export function allFixtures(): Fixture[] {
  const fixtures: Fixture[] = []
  for (const engine of folders(fixturesFolder)) {
    for (const name of folders(path.join(fixturesFolder, engine))) {
      const folder = path.join(fixturesFolder, engine, name)
      const page = readdirSync(folder).find(file => /^page\.[a-z]+$/.test(file))
      if (page)
        fixtures.push({
          name: `${engine}/${name}`,
          folder,
          page: path.join(folder, page),
          expectedFile: path.join(folder, 'expected.json'),
        })
    }
  }
  return fixtures
}

const folders = (parent: string): string[] =>
  existsSync(parent)
    ? readdirSync(parent, { withFileTypes: true })
        .filter(entry => entry.isDirectory())
        .map(entry => entry.name)
        .sort()
    : []

/** The pages' saving time in fixtures, so that relative times are the same every day. */
export const fixtureSavedAt = '2024-05-01T12:00:00.000Z'

/** What Threadloft makes of a saved file. */
export async function readFile(file: string): Promise<PageReading> {
  const pages = await openFile({
    path: file,
    name: path.basename(file),
    bytes: readFileSync(file),
    modifiedAt: fixtureSavedAt,
  })
  return readSavedPage(pages[0]!).reading
}
