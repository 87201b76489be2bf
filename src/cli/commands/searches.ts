import type { Command } from 'commander'
import { ThreadloftError } from '../../core/errors.ts'
import { connectLibrary } from '../../core/library/connect.ts'
import type { SavedSearch } from '../../core/model/library.ts'
import { m } from '../../messages/generated/messages.js'
import type { Ask, CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, askOf, libraryFolder, readLibrary } from '../command.ts'
import { errorText } from '../render/error-text.ts'
import { table } from '../render/table.ts'

type Change = (ask: Ask, name: string, word: string | undefined) => Promise<unknown>

const changes: Readonly<Record<string, Change>> = {
  save: async (ask, name, query) => {
    const { searches } = await ask('searches.list', { counts: false })
    const searchId = searches.find(search => search.name === name)?.id ?? null
    return ask('searches.save', { searchId, name, query: needed(query, 'save') })
  },
  rename: async (ask, name, to) =>
    ask('searches.rename', { searchId: await idOf(ask, name), name: needed(to, 'rename') }),
  remove: async (ask, name) => ask('searches.remove', { searchId: await idOf(ask, name) }),
}

/** `threadloft searches`: lists saved searches with what they find; `save NAME QUERY`, `rename NAME NEW`, `remove NAME`. */
export function addSearches(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'searches [action] [name] [query...]', m.cli_searches()).action(
    async (action: string | undefined, name: string | undefined, words: string[], options: CommonOptions) => {
      if (action !== undefined && action !== 'list') await changeSearches(surroundings, options, action, name, words)
      const answer = await readLibrary(surroundings, options, ask => ask('searches.list', {}))
      answerWith(surroundings, options, answer, () => searchesText(answer.searches, surroundings))
    },
  )
}

async function changeSearches(
  { entries }: Surroundings,
  options: CommonOptions,
  action: string,
  name: string | undefined,
  words: readonly string[],
): Promise<void> {
  const change = Object.hasOwn(changes, action) ? changes[action] : undefined
  if (!change) throw new ThreadloftError('bad-input', { name: action, reason: m.cli_searches_actions() })
  const library = await connectLibrary({ folder: libraryFolder(options), entries, readers: 1 })
  try {
    await change(askOf(library), needed(name, action), words.length > 0 ? words.join(' ') : undefined)
  } finally {
    await library.close()
  }
}

function needed(word: string | undefined, action: string): string {
  if (word === undefined) throw new ThreadloftError('bad-input', { name: action, reason: m.cli_searches_actions() })
  return word
}

async function idOf(ask: Ask, name: string): Promise<number> {
  const { searches } = await ask('searches.list', { counts: false })
  const search = searches.find(one => one.name === name)
  if (!search) throw new ThreadloftError('search-unknown', { search: name })
  return search.id
}

function searchesText(searches: readonly SavedSearch[], { terminal }: Surroundings): string {
  if (searches.length === 0) return m.cli_searches_none()
  return table(
    [
      { head: m.cli_head_name() },
      { head: m.cli_head_query(), flexible: true },
      { head: m.cli_head_posts(), align: 'right' },
    ],
    searches.map(({ name, query, posts, problem }) => [
      name,
      problem ? `${query}  (${errorText('bad-query', problem)})` : query,
      posts === null ? '' : String(posts),
    ]),
    terminal.width,
  )
}
