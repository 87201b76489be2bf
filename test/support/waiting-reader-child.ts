/* A page reader that gets no time to work in for longer than its budget, as on a busy machine. */
import { setTimeout } from 'node:timers/promises'
import { beginPage } from '../../src/core/library/page-clock.ts'
import type { PageTask } from '../../src/core/library/page-readers.ts'

export default async function readInThread({ clock }: PageTask): Promise<unknown> {
  beginPage(clock)
  await setTimeout(1_200)
  return { ok: true, value: { pages: [], assets: [] } }
}
