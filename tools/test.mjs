/*
 * npm test: everything, on a fresh clone too. Installs what is missing, compiles the messages, runs unit, contract,
 * property and command-line tests, builds, then drives the built program in a real Chromium and on the desktop bundles.
 * node tools/test.mjs unit | e2e runs one half.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureBuilt } from './build.mjs'
import { installOnDebian } from './debian-packages.mjs'
import { ensureInstalled } from './install.mjs'
import { findNode, nodeMissing, root } from './node.mjs'
import { output, run } from './run.mjs'

const halves = { unit: unitTests, e2e: endToEndTests }
const words = process.argv.slice(2)
const half = Object.hasOwn(halves, words[0] ?? '') ? words.shift() : null
const results = path.join(root, 'test-results')
const totals = { passed: 0, failed: 0, skipped: 0 }
const leftOut = []

ensureInstalled()
if (!findNode()) {
  process.stderr.write(`${nodeMissing}\n`)
  process.exit(1)
}
installOnDebian({ hasBrowser: (await output('tools/find-chromium.ts', [])) !== '' })
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

let sound = (await run('tools/messages.mjs', [])) === 0
for (const name of half ? [half] : Object.keys(halves)) sound = (await halves[name]()) && sound

for (const line of leftOut) console.log(`\n!! LEFT OUT: ${line}`)
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`)
process.exitCode = sound && totals.failed === 0 && totals.passed > 0 ? 0 : 1

async function unitTests() {
  console.log('\n── unit, contract, property and command-line tests ──')
  // The command line is tested as it is delivered: built.
  if ((await ensureBuilt()) !== 0) return false
  const report = path.join(results, 'vitest.json')
  const reporters = ['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report]
  const status = await run('vitest', ['run', ...reporters, ...words])
  count(report, ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  }))
  return status === 0
}

async function endToEndTests() {
  console.log('\n── end-to-end tests ──')
  if ((await ensureBuilt()) !== 0) return false
  const chromium = await output('tools/find-chromium.ts', [])
  if (!chromium) {
    leftOut.push(
      'the end-to-end tests: no Chromium, Chrome or Edge was found. Install one, or name its program in CHROME_PATH.',
    )
    return true
  }
  const report = path.join(results, 'playwright.json')
  const status = await run('playwright', ['test', '--reporter=list,json', ...words], {
    env: { ...process.env, CHROME_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  })
  count(report, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }))
  return status === 0
}

/** Adds a runner's own counts to the totals; a runner that left no report has failed. */
function count(report, read) {
  if (!existsSync(report)) {
    totals.failed++
    return
  }
  const counts = read(JSON.parse(readFileSync(report, 'utf8')))
  for (const name of Object.keys(totals)) totals[name] += counts[name]
}
