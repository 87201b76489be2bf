/* A page reader that gets no time to work in for longer than its budget, as on a busy machine; a file's name says how long. */
import { setTimeout } from 'node:timers/promises'
import { beginPage } from '../../src/core/library/page-clock.ts'
import type { PageTask } from '../../src/core/library/page-readers.ts'

export default async function readInThread({ file, clock }: PageTask): Promise<unknown> {
  beginPage(clock)
  await setTimeout(Number.parseInt(file.name, 10) || 1_200)
  return { ok: true, value: { pages: [], assets: [] } }
}
