/*
 * Everything that can be said of the code without a browser: node tools/check.mjs [step …]. Without steps all of them
 * run, two at a time; a step's own words are shown when it fails, and a table at the end.
 */
import { availableParallelism } from 'node:os'
import { ensureInstalled } from './install.mjs'
import { findNode, nodeMissing, root } from './node.mjs'
import { start } from './run.mjs'

/** Slow steps first, so that the quick ones fill the gaps. */
const steps = {
  eslint: ['eslint', '.'],
  unit: ['vitest', 'run', '--project', 'unit', '--reporter', 'dot'],
  svelte: ['svelte-check', '--tsconfig', './tsconfig.json', '--threshold', 'warning', '--output', 'human'],
  types: ['tsc', '--noEmit', '-p', '.'],
  format: ['prettier', '--check', '--log-level', 'warn', '.'],
  dead: ['knip', '--no-progress'],
  layers: ['depcruise', '--config', 'dependency-cruiser.config.js', '--output-type', 'err', 'src'],
  messages: ['tools/check-messages.ts'],
  html: ['tools/check-html.ts'],
}

ensureInstalled()
if (!findNode()) {
  process.stderr.write(`${nodeMissing}\n`)
  process.exit(1)
}
const wanted = process.argv.slice(2)
const unknown = wanted.find(name => !Object.hasOwn(steps, name))
if (unknown) {
  process.stderr.write(`no step ${unknown}; there are ${Object.keys(steps).join(', ')}\n`)
  process.exit(2)
}

const began = Date.now()
const results = []
const compiled = await runStep('compile', ['tools/messages.mjs'])
if (compiled) {
  const waiting = Object.keys(steps).filter(name => wanted.length === 0 || wanted.includes(name))
  const lane = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) await runStep(name, steps[name])
  }
  await Promise.all(Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, lane))
}
const failed = results.filter(result => !result.ok)
for (const { name, ok, seconds } of results)
  console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(10)} ${seconds.toFixed(1).padStart(6)} s`)
console.log(
  `check: ${results.length - failed.length} of ${results.length} steps passed in ${((Date.now() - began) / 1000).toFixed(0)} s`,
)
process.exitCode = failed.length > 0 ? 1 : 0

async function runStep(name, [command, ...words]) {
  const from = Date.now()
  const child = start(command, words, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, FORCE_COLOR: '0' },
  })
  const output = []
  child.stdout.on('data', chunk => output.push(chunk))
  child.stderr.on('data', chunk => output.push(chunk))
  const ok = await new Promise(resolve => {
    child.once('error', error => {
      output.push(Buffer.from(error.message))
      resolve(false)
    })
    child.once('close', status => resolve(status === 0))
  })
  if (!ok) console.log(`── ${name} ──\n${Buffer.concat(output).toString('utf8').trimEnd()}\n`)
  results.push({ name, ok, seconds: (Date.now() - from) / 1000 })
  return ok
}
