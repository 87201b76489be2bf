import type { Command } from 'commander'
import { ThreadloftError } from '../../core/errors.ts'
import { entryOf } from '../../core/library/library-threads.ts'
import { inspectFile } from '../../core/library/inspect-file.ts'
import { loadRules } from '../../core/library/load-rules.ts'
import { startPageReaders } from '../../core/library/page-readers.ts'
import { m } from '../../messages/generated/messages.js'
import type { CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith } from '../command.ts'
import { postsText } from '../render/posts.ts'

interface InspectOptions extends CommonOptions {
  readonly rule?: string
}

/** `threadloft inspect FILE`: what one saved file says, without a library; `--rule` tries a rule on it. */
export function addInspect(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'inspect <file>', m.cli_inspect(), false)
    .option('--rule <file>', m.cli_option_rule())
    .action(async (file: string, options: InspectOptions) => {
      const { rule } = options
      if (rule !== undefined) await checkRule(rule)
      const readers = startPageReaders(entryOf(surroundings.entries, 'page-reader'), 1, undefined, rule)
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

async function checkRule(file: string): Promise<void> {
  const { engines, refused } = await loadRules(file)
  if (refused[0]) throw refused[0]
  if (engines.length === 0) throw new ThreadloftError('file-missing', { path: file })
}
