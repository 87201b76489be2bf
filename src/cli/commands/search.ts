import type { Command } from 'commander'
import { Option } from 'commander'
import type { SearchFacets, SearchHit } from '../../core/model/library.ts'
import { m } from '../../messages/generated/messages.js'
import type { CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, readLibrary, wholeNumber } from '../command.ts'
import { oneLine } from '../render/width.ts'
import type { Terminal } from '../terminal.ts'

interface SearchOptions extends CommonOptions {
  readonly limit: string
  readonly order: 'relevance' | 'newest' | 'oldest' | 'floor'
  readonly group: 'posts' | 'threads'
  readonly facets?: boolean
}

/** `threadloft search QUERY`: posts that match, with the match marked. */
export function addSearch(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'search <query...>', m.cli_search())
    .option('--limit <number>', m.cli_option_limit(), '20')
    .addOption(
      new Option('--order <order>', m.cli_option_order())
        .choices(['relevance', 'newest', 'oldest', 'floor'])
        .default('relevance'),
    )
    .addOption(new Option('--group <group>', m.cli_option_group()).choices(['posts', 'threads']).default('posts'))
    .option('--facets', m.cli_option_facets())
    .action(async (words: string[], options: SearchOptions) => {
      const limit = wholeNumber('--limit', options.limit)
      const found = await readLibrary(surroundings, options, ask =>
        ask('search.run', {
          query: words.join(' '),
          limit,
          order: options.order,
          group: options.group,
          facets: options.facets ?? false,
        }),
      )
      answerWith(surroundings, options, found, () =>
        [
          ...found.hits.map(hit => hitText(hit, surroundings.terminal)),
          ...(found.facets ? [facetsText(found.facets)] : []),
          ...(found.scanned ? [m.cli_search_scanned()] : []),
          ...(found.notIndexed > 0 ? [m.cli_search_not_indexed({ count: found.notIndexed })] : []),
          m.cli_search_total({ shown: found.hits.length, total: found.total, ms: Math.round(found.tookMs) }),
        ].join('\n\n'),
      )
    })
}

function hitText(hit: SearchHit, { colors }: Terminal): string {
  const floor = hit.floorLabel ?? (hit.floor === null ? null : `#${hit.floor}`)
  const more = hit.matches !== undefined && hit.matches > 1 ? m.cli_search_matches({ count: hit.matches }) : null
  const facts = [floor, hit.author, hit.postedAt?.slice(0, 10), hit.forum, more].filter(
    fact => fact !== null && fact !== undefined,
  )
  const snippet = hit.snippet.map(part => (part.mark ? colors.bold(colors.yellow(flat(part.text))) : flat(part.text)))
  return [
    `${colors.bold(oneLine(hit.title))} ${colors.dim(`[${hit.threadId}]`)}`,
    colors.dim(oneLine(facts.join(' · '))),
    `  ${snippet.join('')}`,
  ].join('\n')
}

/** What the hits have in common, a line for each kind. */
function facetsText({ forums, boards, authors, years, withPictures }: SearchFacets): string {
  const line = (head: string, counts: readonly { name: string; count: number }[]): string =>
    `${head}: ${counts.map(({ name, count }) => `${oneLine(name)} ${count}`).join(' · ')}`
  return [
    line(m.cli_facet_forums(), forums),
    line(m.cli_facet_boards(), boards),
    line(m.cli_facet_authors(), authors),
    line(
      m.cli_facet_years(),
      years.map(({ year, count }) => ({ name: year, count })),
    ),
    `${m.cli_facet_pictures()}: ${withPictures}`,
  ].join('\n')
}

/** A part of a snippet on one line; spaces at its ends belong to it. */
const flat = (text: string): string => text.replace(/\S+/g, oneLine).replace(/\s+/g, ' ')
