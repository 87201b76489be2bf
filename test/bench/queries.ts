/* Queries of every kind that readers ask, made of what the posts of a made-up library say. */
import type Database from 'better-sqlite3'
import { seededRandom } from '../support/made-up-text.ts'
import { commonWord } from './made-words.ts'

export interface QueryClass {
  readonly name: string
  readonly queries: readonly string[]
  /** For the scan that is the lower bar: each query as the piece of text it looks for; null where it is more than one. */
  readonly pieces: readonly string[] | null
}

/** Some queries of each class, the same for the same library. */
export function queriesFor(db: Database.Database, each: number): QueryClass[] {
  const random = seededRandom(99)
  const last = db.prepare<[], number>('SELECT max(id) FROM post').pluck().get()!
  const textOf = db.prepare<[number], string>('SELECT text FROM post_version WHERE id = ?').pluck()
  const postText = () => textOf.get(1 + Math.floor(random() * last)) ?? ''
  const sample = (find: (text: string) => string | undefined): string[] => {
    const found: string[] = []
    while (found.length < each) {
      const piece = find(postText())
      if (piece) found.push(piece)
    }
    return found
  }
  const piece = (length: number) => (text: string) => {
    const start = Math.floor(random() * text.length)
    const cut = text.slice(start, start + length)
    return cut.length === length && /^\p{sc=Han}+$/u.test(cut) ? cut : undefined
  }
  const passage = (text: string) => {
    const start = Math.floor(random() * Math.max(1, text.length - 30))
    const cut = text.slice(start, start + 24).trim()
    return cut.length > 18 && !/["\n]/.test(cut) ? cut : undefined
  }
  const latinWord = (text: string) => /[a-z]{4,}/.exec(text.slice(Math.floor(random() * text.length)))?.[0]
  const whole = (name: string, queries: readonly string[]) => ({ name, queries, pieces: queries })
  const mixed = (name: string, queries: readonly string[]) => ({ name, queries, pieces: null })
  const [two, more, words] = [sample(piece(2)), sample(piece(3)), sample(latinWord)]
  const years = Array.from({ length: each }, () => 2004 + Math.floor(random() * 19))
  const persons = Array.from({ length: each }, () => 1 + Math.floor(random() ** 3 * 5_000))
  const nameOf = db.prepare<[number], string>('SELECT name FROM poster WHERE id = ?').pluck()
  return [
    whole('one character', sample(piece(1))),
    whole('two characters', two),
    whole('three or four', [...more.slice(0, each / 2), ...sample(piece(4)).slice(0, each / 2)]),
    { name: 'a long passage', ...quoted(sample(passage)) },
    whole('a Latin word', words),
    whole('rare', ['zanzibar']),
    whole('common (30%)', [commonWord.text]),
    mixed(
      'two, AND',
      two.map((one, index) => `${one} ${more[(index + 1) % more.length]!.slice(0, 1)}`),
    ),
    mixed(
      'two, OR',
      two.map((one, index) => `${one} OR ${two[(index + 1) % two.length]!}`),
    ),
    mixed(
      'one without another',
      two.map((one, index) => `${one} -${more[index]!.slice(0, 1)}`),
    ),
    mixed(
      'a beginning, wor*',
      words.map(word => `${word.slice(0, 3)}*`),
    ),
    mixed(
      'near',
      two.map(one => `${one[0]!} NEAR/5 ${one[1]!}`),
    ),
    mixed(
      'in a year',
      two.map((one, index) => `${one} date:${years[index]!}`),
    ),
    mixed(
      'of an author',
      two.map((one, index) => `${one} author:"${nameOf.get(persons[index]!)!}"`),
    ),
    mixed(
      'an author alone',
      persons.map(person => `author:"${nameOf.get(person)!}"`),
    ),
    mixed(
      'common, in a board',
      years.map(year => `${commonWord.text} board:版块${year - 2_003}`),
    ),
    mixed('common, with pictures', [`${commonWord.text} has:image`]),
  ]
}

function quoted(pieces: readonly string[]): Pick<QueryClass, 'queries' | 'pieces'> {
  return { queries: pieces.map(piece => `"${piece}"`), pieces }
}
