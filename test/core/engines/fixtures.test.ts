import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { allFixtures, readFile } from '../../support/fixtures.ts'

describe('engine fixtures', () => {
  it.each(allFixtures())('$name reads as recorded', async fixture => {
    expect(
      existsSync(fixture.expectedFile),
      'expected.json is missing: record it with tools/record-expected.ts and read it',
    ).toBe(true)
    expect(existsSync(path.join(fixture.folder, 'about.md')), 'about.md is missing').toBe(true)
    expect(await readFile(fixture.page)).toEqual(JSON.parse(readFileSync(fixture.expectedFile, 'utf8')))
  })
})
