import type { Command } from 'commander'
import type { Output } from '../../core/contract/index.ts'
import { m } from '../../messages/generated/messages.js'
import type { Ask, CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, readLibrary, wholeNumber } from '../command.ts'
import { table } from '../render/table.ts'

interface ThreadsOptions extends CommonOptions {
  readonly limit?: string
}

/** `threadloft threads`: the threads of the library, those with the newest posts first. */
export function addThreads(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'threads', m.cli_threads())
    .option('--limit <number>', m.cli_option_limit())
    .action(async (options: ThreadsOptions) => {
      const limit = options.limit === undefined ? Number.POSITIVE_INFINITY : wholeNumber('--limit', options.limit)
      const list = await readLibrary(surroundings, options, ask => listThreads(ask, limit))
      answerWith(surroundings, options, list, () =>
        list.total === 0
          ? m.cli_no_threads()
          : table(
              [
                { head: m.cli_head_id(), align: 'right' },
                { head: m.cli_head_title(), flexible: true },
                { head: m.cli_head_board() },
                { head: m.cli_head_author() },
                { head: m.cli_head_posts(), align: 'right' },
                { head: m.cli_head_newest() },
              ],
              list.threads.map(thread => [
                String(thread.id),
                thread.title,
                [thread.forum, thread.board].filter(Boolean).join(' · '),
                thread.author ?? '',
                String(thread.posts),
                (thread.lastPostAt ?? '').slice(0, 10),
              ]),
              surroundings.terminal.width,
            ),
      )
    })
}

const threadsPerCall = 10_000

async function listThreads(ask: Ask, limit: number): Promise<Output<'threads.list'>> {
  const list: Output<'threads.list'> = { total: 0, threads: [] }
  for (let wanted = limit; wanted > 0; wanted = limit - list.threads.length) {
    const offset = list.threads.length
    const { total, threads } = await ask('threads.list', { offset, limit: Math.min(wanted, threadsPerCall) })
    list.total = total
    list.threads.push(...threads)
    if (threads.length === 0 || list.threads.length >= total) break
  }
  return list
}
