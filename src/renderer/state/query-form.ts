/*
 * The form that writes the query language. What the form has no field for stays in its words, as it was typed, so that
 * any query can be shown in it and nothing is lost when it writes the query again.
 */
import { clause, pieces } from './query-clauses.ts'

export interface QueryForm {
  readonly words: string
  readonly phrase: string
  readonly without: string
  readonly title: string
  readonly author: string
  readonly board: string
  readonly forum: string
  readonly tag: string
  readonly from: string
  readonly until: string
  readonly firstFloor: string
  readonly lastFloor: string
  readonly has: readonly string[]
  readonly is: readonly string[]
}

export const emptyForm: QueryForm = {
  words: '',
  phrase: '',
  without: '',
  title: '',
  author: '',
  board: '',
  forum: '',
  tag: '',
  from: '',
  until: '',
  firstFloor: '',
  lastFloor: '',
  has: [],
  is: [],
}

type NameField = 'title' | 'author' | 'board' | 'forum' | 'tag'
const nameFields: readonly NameField[] = ['title', 'author', 'board', 'forum', 'tag']
const aliases: Readonly<Record<string, string>> = { from: 'author', in: 'board' }
const joiner = /^(?:AND|NOT|NEAR(?:\/\d+)?)$/
const quoted = /^["“”]([^"“”]*)["“”]$/

/** A query as the form shows it. */
export function readForm(query: string): QueryForm {
  const all = pieces(query)
  // Where OR joins its pieces, none of them stands alone.
  if (all.includes('OR')) return { ...emptyForm, words: query.trim() }
  let form = emptyForm
  const words: string[] = []
  all.forEach((piece, at) => {
    const isJoined = [all[at - 1], piece, all[at + 1]].some(one => one !== undefined && joiner.test(one))
    const taken = isJoined ? null : take(form, piece)
    if (taken) form = taken
    else words.push(piece)
  })
  return { ...form, words: words.join(' ') }
}

/** The query that a form asks for. */
export function writeForm(form: QueryForm): string {
  const { words, phrase, from, until, firstFloor, lastFloor } = form
  const asked = words.trim()
  const rest = [
    phrase.trim() === '' ? '' : `"${phrase.replaceAll(/["“”„]/g, ' ').trim()}"`,
    ...pieces(form.without).map(piece => `-${piece}`),
    ...nameFields.map(field => (form[field].trim() === '' ? '' : clause(field, form[field].trim()))),
    range('date', from, until),
    range('floor', firstFloor, lastFloor),
    ...form.has.map(value => `has:${value}`),
    ...form.is.map(value => `is:${value}`),
  ].filter(part => part !== '')
  const isChoice = pieces(asked).includes('OR')
  return [isChoice && rest.length > 0 ? `(${asked})` : asked, ...rest].filter(part => part !== '').join(' ')
}

/** The form with a piece of the query in its field, or null where no field holds such a piece (or no more of them). */
function take(form: QueryForm, piece: string): QueryForm | null {
  const phrase = quoted.exec(piece)?.[1]
  if (phrase !== undefined) return form.phrase === '' ? { ...form, phrase } : null
  const left = /^[-－](.+)$/u.exec(piece)?.[1]
  if (left !== undefined) return takeWithout(form, left)
  const [, name = '', value = ''] = /^([a-z]+)[:：](.+)$/isu.exec(piece) ?? []
  const bare = quoted.exec(value)?.[1] ?? value
  return bare === '' ? null : takeField(form, aliases[name.toLowerCase()] ?? name.toLowerCase(), bare)
}

function takeWithout(form: QueryForm, left: string): QueryForm | null {
  const isPlain = quoted.test(left) || !/[:：()（）]/u.test(left)
  return isPlain ? { ...form, without: `${form.without} ${left}`.trim() } : null
}

function takeField(form: QueryForm, field: string, value: string): QueryForm | null {
  if (field === 'has' || field === 'is') {
    return form[field].includes(value) ? form : { ...form, [field]: [...form[field], value] }
  }
  if (field === 'date' && form.from === '' && form.until === '') {
    const [from = '', until = from] = value.split('..')
    return { ...form, from, until }
  }
  if (field === 'floor' && form.firstFloor === '' && form.lastFloor === '') {
    const [, firstFloor = '', , lastFloor = firstFloor] = /^(\d*)(\.\.(\d*))?$/.exec(value) ?? []
    return firstFloor + lastFloor === '' ? null : { ...form, firstFloor, lastFloor }
  }
  const named = nameFields.find(one => one === field)
  return named && form[named] === '' ? { ...form, [named]: value } : null
}

function range(field: 'date' | 'floor', first: string, last: string): string {
  const [from, to] = [first.trim(), last.trim()]
  if (from === '' && to === '') return ''
  return from === to ? `${field}:${from}` : `${field}:${from}..${to}`
}
