import type { Command } from 'commander'
import type { Output } from '../../core/contract/index.ts'
import { ThreadloftError } from '../../core/errors.ts'
import type { ThreadSummary } from '../../core/model/library.ts'
import type { ActionKind } from '../../core/model/own.ts'
import { m } from '../../messages/generated/messages.js'
import type { CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, changeLibrary, readLibrary, wholeNumber } from '../command.ts'
import { table } from '../render/table.ts'
import { doneText, threadOf } from './mark.ts'

interface ArrangeOptions extends CommonOptions {
  readonly list?: boolean
  readonly restore?: boolean
  readonly empty?: boolean
  readonly proposed?: boolean
}

/** `threadloft bin THREAD…`: throws threads away for 30 days; --restore takes them out, --empty removes them for good. */
export function addBin(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'bin [threads...]', m.cli_bin())
    .option('--list', m.cli_option_list_bin())
    .option('--restore', m.cli_option_restore_bin())
    .option('--empty', m.cli_option_empty_bin())
    .action(async (threads: string[], options: ArrangeOptions) => {
      const threadIds = threads.map(threadOf)
      if (options.list) return listBin(surroundings, options)
      if (options.empty) return emptyBin(surroundings, options, threadIds)
      if (threadIds.length === 0) throw new ThreadloftError('bad-input', { name: 'bin', reason: m.cli_bin_what() })
      const name = options.restore ? 'bin.restore' : 'bin.put'
      const done = await changeLibrary(surroundings, options, ask => ask(name, { threadIds }))
      answerWith(surroundings, options, done, () =>
        done.actionId === null ? m.cli_no_change() : doneText(done.actionId),
      )
    })
}

/** `threadloft join INTO THREAD…`: makes threads one; --proposed shows those that may be. */
export function addJoin(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'join [into] [threads...]', m.cli_join())
    .option('--proposed', m.cli_option_proposed())
    .action(async (into: string | undefined, threads: string[], options: ArrangeOptions) => {
      if (options.proposed) return listProposed(surroundings, options)
      if (into === undefined || threads.length === 0)
        throw new ThreadloftError('bad-input', { name: 'join', reason: m.cli_join_what() })
      const join = { into: threadOf(into), threadIds: threads.map(threadOf) }
      const done = await changeLibrary(surroundings, options, ask => ask('threads.join', join))
      answerWith(surroundings, options, done, () => doneText(done.actionId))
    })
}

/** `threadloft split THREAD PAGE…`: puts pages into a thread of their own; without pages it shows those there are. */
export function addSplit(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'split <thread> [pages...]', m.cli_split()).action(
    async (thread: string, pages: string[], options: CommonOptions) => {
      if (pages.length === 0) return listPages(surroundings, options, threadOf(thread))
      const split = { threadId: threadOf(thread), pageIds: pages.map(page => wholeNumber('PAGE', page)) }
      const done = await changeLibrary(surroundings, options, ask => ask('threads.split', split))
      answerWith(surroundings, options, done, () =>
        [m.cli_split_done({ thread: done.threadId }), doneText(done.actionId)].join('\n'),
      )
    },
  )
}

/** `threadloft undo [ACTION]`: takes back what was done last, or one action by its number; --list shows what was done. */
export function addUndo(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'undo [action]', m.cli_undo())
    .option('--list', m.cli_option_list_actions())
    .action(async (action: string | undefined, options: ArrangeOptions) => {
      if (options.list) return listActions(surroundings, options)
      const actionId = action === undefined ? null : wholeNumber('ACTION', action)
      const undone = await changeLibrary(surroundings, options, ask => ask('actions.undo', { actionId }))
      answerWith(surroundings, options, undone, () =>
        undone.kind === null || undone.things === 0
          ? m.cli_nothing_to_undo()
          : m.cli_undone({ action: actionText(undone.kind), count: undone.things }),
      )
    })
}

function actionText(kind: ActionKind): string {
  const messages: Readonly<Record<ActionKind, () => string>> = {
    mark: m.action_mark,
    note: m.action_note,
    'mark-post': m.action_mark_post,
    'rename-tag': m.action_rename_tag,
    'remove-tag': m.action_remove_tag,
    bin: m.action_bin,
    restore: m.action_restore,
    join: m.action_join,
    split: m.action_split,
    'refuse-join': m.action_refuse_join,
    ignore: m.action_ignore,
  }
  return messages[kind]()
}

async function listBin(surroundings: Surroundings, options: CommonOptions): Promise<void> {
  const list = { filter: { binned: true }, order: 'recently-binned', limit: 10_000 } as const
  const answer = await readLibrary(surroundings, options, ask => ask('threads.list', list))
  answerWith(surroundings, options, answer, () =>
    answer.total === 0
      ? m.cli_bin_empty()
      : table(
          [
            { head: m.cli_head_id(), align: 'right' },
            { head: m.cli_head_title(), flexible: true },
            { head: m.cli_head_posts(), align: 'right' },
            { head: m.cli_head_binned() },
          ],
          answer.threads.map(thread => [
            String(thread.id),
            thread.title,
            String(thread.posts),
            (thread.binnedAt ?? '').slice(0, 10),
          ]),
          surroundings.terminal.width,
        ),
  )
}

async function emptyBin(surroundings: Surroundings, options: CommonOptions, threadIds: number[]): Promise<void> {
  const wanted = { threadIds: threadIds.length === 0 ? ('all' as const) : threadIds }
  const gone = await changeLibrary(surroundings, options, ask => ask('bin.empty', wanted))
  answerWith(surroundings, options, gone, () => m.cli_bin_emptied({ threads: gone.threads, posts: gone.posts }))
}

async function listProposed(surroundings: Surroundings, options: CommonOptions): Promise<void> {
  const answer = await readLibrary(surroundings, options, ask => ask('joins.proposed', { limit: 1_000 }))
  const reasons = {
    'same-title': m.join_same_title,
    'same-forum': m.join_same_forum,
    'same-opening': m.join_same_opening,
  }
  const named = (thread: ThreadSummary): string =>
    `${thread.id} ${[thread.forum, thread.board].filter(Boolean).join(' · ')}`
  answerWith(surroundings, options, answer, () =>
    answer.proposals.length === 0
      ? m.cli_no_proposals()
      : table(
          [
            { head: m.cli_head_title(), flexible: true },
            { head: m.cli_head_one() },
            { head: m.cli_head_other() },
            { head: m.cli_head_reason() },
          ],
          answer.proposals.map(({ one, other, reason }) => [one.title, named(one), named(other), reasons[reason]()]),
          surroundings.terminal.width,
        ),
  )
}

async function listPages(surroundings: Surroundings, options: CommonOptions, threadId: number): Promise<void> {
  const { sources } = await readLibrary(surroundings, options, ask => ask('threads.open', { threadId }))
  answerWith(surroundings, options, { sources }, () =>
    table(
      [
        { head: m.cli_head_page_id(), align: 'right' },
        { head: m.cli_head_page(), align: 'right' },
        { head: m.cli_head_saved() },
        { head: m.cli_head_file(), flexible: true },
      ],
      sources.map(source => [
        String(source.pageId),
        source.page === null ? '' : String(source.page),
        (source.savedAt ?? '').slice(0, 10),
        source.name,
      ]),
      surroundings.terminal.width,
    ),
  )
}

async function listActions(surroundings: Surroundings, options: CommonOptions): Promise<void> {
  const answer: Output<'actions.list'> = await readLibrary(surroundings, options, ask => ask('actions.list', {}))
  answerWith(surroundings, options, answer, () =>
    answer.actions.length === 0
      ? m.cli_nothing_to_undo()
      : table(
          [
            { head: m.cli_head_id(), align: 'right' },
            { head: m.cli_head_made() },
            { head: m.cli_head_action(), flexible: true },
            { head: m.cli_head_things(), align: 'right' },
            { head: m.cli_head_undone() },
          ],
          answer.actions.map(action => [
            String(action.id),
            action.doneAt.slice(0, 16).replace('T', ' '),
            actionText(action.kind),
            String(action.things),
            action.undoneAt === null ? '' : action.undoneAt.slice(0, 10),
          ]),
          surroundings.terminal.width,
        ),
  )
}
