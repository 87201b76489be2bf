#!/usr/bin/env node
/* The command threadloft: the built command line in this process where its Node will do, else in the Node npm installed. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findNode, nodeMissing, runsProgram, utf8Names } from '../tools/node.mjs'

Object.assign(process.env, utf8Names())
const program = new URL('../out/main/cli.js', import.meta.url)

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(70)
}

if (!existsSync(program)) fail('Threadloft is not built yet: run `npm run build` in its folder first.')
else if (runsProgram(process.versions.node)) await import(program.href)
else runElsewhere()

function runElsewhere() {
  const node = findNode({ will: runsProgram })
  if (!node) fail(nodeMissing)
  const child = spawn(node.path, [fileURLToPath(program), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.once('error', error => fail(error.message))
  child.once('close', (status, signal) => {
    process.exitCode = signal ? 130 : status
  })
}
