import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { threadClient } from '../../../src/core/library/thread-link.ts'

const ready =
  "require('node:worker_threads').parentPort.postMessage({ kind: 'ready', reply: { ok: true, value: null } });"
const internal = { ok: false, error: { code: 'internal' } }

test('a thread that dies says so, and answers what was asked of it and what is asked later', async () => {
  const dies = `${ready} require('node:worker_threads').parentPort.once('message', () => process.exit(1))`
  const client = threadClient(new Worker(dies, { eval: true }), () => undefined)
  expect(await client.ready).toEqual({ ok: true, value: null })
  expect(await client.call('threads.list', {})).toMatchObject(internal)
  expect(await client.lost).toMatchObject({ code: 'internal' })
  expect(await client.call('threads.list', {})).toMatchObject(internal)
})
