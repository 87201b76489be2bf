import type { Command } from 'commander'
import { ThreadloftError } from '../../core/errors.ts'
import { entryOf } from '../../core/library/connect.ts'
import { inspectFile } from '../../core/library/inspect-file.ts'
import { startPageReaders } from '../../core/library/page-readers.ts'
import { m } from '../../messages/generated/messages.js'
import type { CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith } from '../command.ts'
import { postsText } from '../render/posts.ts'

/** `threadloft inspect FILE`: what one saved file says, without a library. */
export function addInspect(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'inspect <file>', m.cli_inspect(), false).action(async (file: string, options: CommonOptions) => {
    const readers = startPageReaders(entryOf(surroundings.entries, 'page-reader'), 1)
    try {
      const [first, ...more] = await inspectFile(readers, file)
      if (!first) throw new ThreadloftError('not-a-forum-page', { path: file })
      answerWith(surroundings, options, more.length > 0 ? { ...first, more } : first, () =>
        [first, ...more].map(reading => postsText(reading, surroundings.terminal)).join('\n\n'),
      )
    } finally {
      await readers.close()
    }
  })
}
