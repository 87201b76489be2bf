import type { Command } from 'commander'
import { m } from '../../messages/generated/messages.js'
import type { CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, readLibrary } from '../command.ts'
import { fit, widthOf } from '../render/width.ts'

/** `threadloft stats`: what the library holds. */
export function addStats(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'stats', m.cli_stats()).action(async (options: CommonOptions) => {
    const { stats, ...library } = await readLibrary(surroundings, options, ask => ask('library.info', {}))
    answerWith(surroundings, options, { ...stats, ...library }, () => {
      const rows: [string, string][] = [
        [m.cli_stats_folder(), library.path],
        [m.cli_stats_threads(), number(stats.threads)],
        [m.cli_stats_posts(), number(stats.posts)],
        [m.cli_stats_posters(), number(stats.posters)],
        [m.cli_stats_forums(), number(stats.forums)],
        [m.cli_stats_boards(), number(stats.boards)],
        [m.cli_stats_sources(), `${number(stats.sources)} (${megabytes(stats.originalBytes)})`],
        [m.cli_stats_assets(), number(stats.assets)],
        [m.cli_stats_database(), megabytes(stats.databaseBytes)],
      ]
      const width = Math.max(...rows.map(([label]) => widthOf(label)))
      return rows.map(([label, value]) => `${fit(label, width)}  ${value}`).join('\n')
    })
  })

  const number = (value: number): string => value.toLocaleString(surroundings.locale)
  const megabytes = (bytes: number): string =>
    `${(bytes / 1_000_000).toLocaleString(surroundings.locale, { maximumFractionDigits: 1 })} MB`
}
