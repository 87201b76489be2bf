import type { Command } from 'commander'
import { ThreadloftError } from '../../core/errors.ts'
import type { Note, Tag } from '../../core/model/own.ts'
import { m } from '../../messages/generated/messages.js'
import type { CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, changeLibrary, readLibrary, wholeNumber } from '../command.ts'
import { table } from '../render/table.ts'

interface MarkOptions extends CommonOptions {
  readonly list?: boolean
  readonly remove?: boolean
  readonly post?: string
}

/** `threadloft tag THREAD TAG…`: gives a thread tags, or takes them away; --list shows the tags there are. */
export function addTag(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'tag [thread] [tags...]', m.cli_tag())
    .option('--list', m.cli_option_list_tags())
    .option('--remove', m.cli_option_remove_tags())
    .action(async (thread: string | undefined, tags: string[], options: MarkOptions) => {
      if (options.list) return listTags(surroundings, options)
      if (thread === undefined || tags.length === 0)
        throw new ThreadloftError('bad-input', { name: 'tag', reason: m.cli_tag_what() })
      const change = options.remove ? { removeTags: tags } : { addTags: tags }
      await mark(surroundings, options, [threadOf(thread)], change)
    })
}

/** `threadloft star THREAD…`: gives threads a star, or takes it away. */
export function addStar(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'star <threads...>', m.cli_star())
    .option('--remove', m.cli_option_remove_star())
    .action((threads: string[], options: MarkOptions) =>
      mark(surroundings, options, threads.map(threadOf), { star: !options.remove }),
    )
}

/** `threadloft note THREAD TEXT`: writes the note on a thread or a post; --list shows all notes. */
export function addNote(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'note [thread] [text]', m.cli_note())
    .option('--post <post>', m.cli_option_note_post())
    .option('--list', m.cli_option_list_notes())
    .option('--remove', m.cli_option_remove_note())
    .action(async (thread: string | undefined, text: string | undefined, options: MarkOptions) => {
      if (options.list) return listNotes(surroundings, options)
      if (thread === undefined || (text === undefined) !== (options.remove ?? false))
        throw new ThreadloftError('bad-input', { name: 'note', reason: m.cli_note_what() })
      const postId = options.post === undefined ? null : wholeNumber('--post', options.post)
      const note = { threadId: threadOf(thread), postId, text: text ?? null }
      const done = await changeLibrary(surroundings, options, ask => ask('notes.set', note))
      answerWith(surroundings, options, done, () =>
        done.actionId === null ? m.cli_no_change() : doneText(done.actionId),
      )
    })
}

/** What was done can be taken back by its number. */
export const doneText = (action: number): string => m.cli_done({ action })

/** A thread's number as it is written on the command line. */
export const threadOf = (written: string): number => wholeNumber('THREAD', written)

type Change = { star: boolean } | { addTags: string[] } | { removeTags: string[] }

async function mark(
  surroundings: Surroundings,
  options: CommonOptions,
  threadIds: number[],
  change: Change,
): Promise<void> {
  const done = await changeLibrary(surroundings, options, ask => ask('threads.mark', { threadIds, ...change }))
  answerWith(surroundings, options, done, () => (done.actionId === null ? m.cli_no_change() : doneText(done.actionId)))
}

async function listTags(surroundings: Surroundings, options: CommonOptions): Promise<void> {
  const answer = await readLibrary(surroundings, options, ask => ask('tags.list', {}))
  answerWith(surroundings, options, answer, () =>
    answer.tags.length === 0 ? m.cli_no_tags() : tagTable(answer.tags, surroundings),
  )
}

const tagTable = (tags: readonly Tag[], { terminal }: Surroundings): string =>
  table(
    [
      { head: m.cli_head_tag(), flexible: true },
      { head: m.cli_stats_threads(), align: 'right' },
    ],
    tags.map(tag => [tag.name, String(tag.threads)]),
    terminal.width,
  )

async function listNotes(surroundings: Surroundings, options: CommonOptions): Promise<void> {
  const answer = await readLibrary(surroundings, options, ask => ask('notes.list', { limit: 10_000 }))
  answerWith(surroundings, options, answer, () =>
    answer.notes.length === 0 ? m.cli_no_notes() : noteTable(answer.notes, surroundings),
  )
}

const noteTable = (notes: readonly Note[], { terminal }: Surroundings): string =>
  table(
    [
      { head: m.cli_head_id(), align: 'right' },
      { head: m.cli_head_title() },
      { head: m.cli_head_floor(), align: 'right' },
      { head: m.cli_head_note(), flexible: true },
    ],
    notes.map(note => [
      String(note.threadId),
      note.title,
      note.floorLabel ?? (note.floor === null ? '' : String(note.floor)),
      note.text.replace(/\s+/g, ' '),
    ]),
    terminal.width,
  )
