/*
 * Writes expected.json of engine fixtures: node tools/record-expected.ts [engine or engine/case …]
 * It ends with a failing exit status on purpose: read what it wrote before you run the tests, a recording nobody read
 * checks nothing.
 */
import { writeFileSync } from 'node:fs'
import { allFixtures, readFile } from '../test/support/fixtures.ts'

const wanted = process.argv.slice(2)
for (const fixture of allFixtures()) {
  if (wanted.length > 0 && !wanted.some(name => fixture.name === name || fixture.name.startsWith(`${name}/`))) continue
  writeFileSync(fixture.expectedFile, JSON.stringify(await readFile(fixture.page), null, 2) + '\n')
  console.log(`recorded ${fixture.name}: read ${fixture.expectedFile}`)
  process.exitCode = 1
}
