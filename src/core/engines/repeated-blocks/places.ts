/*
 * Where in a block things stand. A place is the path of kinds from the block's top to an element; what stands in the
 * same place in most blocks is the same thing in each: here the poster, there the time, below it the body.
 */
import type { Element } from '../../text/dom.ts'
import { isTag, text, walk } from '../../text/dom.ts'
import type { TimeContext, TimeReading } from '../../text/time.ts'
import { fromIso, readTime } from '../../text/time.ts'
import type { Weight } from '../text-weight.ts'
import { prose } from '../text-weight.ts'
import type { Block } from './candidates.ts'
import { kindOf } from './candidates.ts'
import { floorNumber, leadsToProfile, looksLikeTime, namesPerson, personName, tellsOtherTime } from './signs.ts'

/** The first element of each place of a block. */
export type Places = ReadonlyMap<string, Element>

const deepest = 40
const quotes = /quote|citation|zitat/i

/** The places of a block; quotes are entered no further, since they hold other people's names and times. */
export function placesOf(block: Block): Places {
  const places = new Map<string, Element>()
  const pathOf = new Map<Element, string>()
  const ordinals = new Map<string, number>()
  const note = (element: Element, above: string, depth: number): boolean => {
    if (block.inner.has(element) || depth > deepest || silent.has(element.name)) return false
    const kind = `${above}>${kindOf(element)}`
    const ordinal = (ordinals.get(kind) ?? 0) + 1
    ordinals.set(kind, ordinal)
    // The second cell of a row is another place than the first; the tenth paragraph is just one more.
    if (ordinal > mostAlike) return false
    const path = ordinal === 1 ? kind : `${kind}~${ordinal}`
    places.set(path, element)
    pathOf.set(element, path)
    return !(element.name === 'blockquote' && quotes.test(element.attribs['class'] ?? 'quote'))
  }
  for (const top of block.nodes) {
    if (!note(top, '', 0)) continue
    walk(top, node => {
      if (!isTag(node)) return undefined
      const above = pathOf.get(node.parent as Element) ?? ''
      return note(node, above, above.split('>').length) ? undefined : false
    })
  }
  return places
}

const silent = new Set(['script', 'style', 'noscript', 'template'])
const mostAlike = 6

interface Sighting {
  readonly path: string
  readonly elements: readonly Element[]
}

/** Every place that occurs in at least a share of the blocks, with what stands there. */
function sightings(blocks: readonly Places[], share: number): Sighting[] {
  const found = new Map<string, Element[]>()
  for (const places of blocks)
    for (const [path, element] of places) {
      const elements = found.get(path)
      if (elements) elements.push(element)
      else found.set(path, [element])
    }
  return [...found].flatMap(([path, elements]) =>
    elements.length >= Math.max(2, blocks.length * share) ? [{ path, elements }] : [],
  )
}

interface Ranked {
  readonly path: string
  readonly score: number
}

const ranked = <Each extends Ranked>(all: readonly Each[]): Each[] =>
  all.toSorted((one, other) => other.score - one.score)

/** Places of the poster's name, the surest first; `sure` when the page marks it as a name or links it to a profile. */
export function authorPlaces(blocks: readonly Places[]): { path: string; sure: boolean }[] {
  const found = sightings(blocks, 0.15).flatMap(({ path, elements }) => {
    const names = elements.map(element =>
      element.children.length > 40 ? null : personName(text(element).slice(0, 200)),
    )
    const named = names.filter(name => name !== null)
    if (named.length < elements.length * 0.7) return []
    const marked = share(elements, element => namesPerson(element)) + share(elements, marksAround) * 0.5
    const linked = share(elements, leadsToProfile)
    const distinct = new Set(named).size
    const bold = /^(?:b|strong|h\d|dt)$/.test(elements[0]!.name)
    if (marked < 0.3 && linked < 0.5 && (!bold || distinct < 2)) return []
    if (distinct === 1 && named.length > 3 && marked + linked < 1) return []
    const usual = named.reduce((sum, name) => sum + name.length, 0) / named.length
    const score =
      named.length / blocks.length +
      marked * 0.6 +
      linked * 0.6 +
      (distinct > 1 ? 0.3 : 0) +
      (bold ? 0.1 : 0) -
      usual / 80
    return [{ path, score, sure: marked + linked >= 0.5 }]
  })
  return found.sort((one, other) => other.score - one.score).slice(0, 4)
}

const share = (elements: readonly Element[], test: (element: Element) => boolean): number =>
  elements.filter(test).length / elements.length

const marksAround = (element: Element): boolean => {
  const { parent } = element
  return parent !== null && isTag(parent) && namesPerson(parent)
}

/** The time that an element says, by its machine-readable mark or its words. */
export function timeAt(element: Element, context: TimeContext): TimeReading | null {
  const words = text(element)
  for (const mark of ['datetime', 'title', 'data-time', 'data-date', 'content']) {
    const value = element.attribs[mark]
    if (value === undefined || value.length > 100) continue
    const exact = fromIso(value, words || value) ?? (looksLikeTime(value) ? readTime(value, context) : null)
    if (exact) return { ...exact, text: words || value }
  }
  return looksLikeTime(words) ? readTime(words, context) : null
}

/** Places of the post's time, the surest first: exact ones before days, those in order before the others. */
export function timePlaces(blocks: readonly Places[], context: TimeContext): string[] {
  const found = sightings(blocks, 0.3).flatMap(({ path, elements }) => {
    if (elements.length > 3 && elements.slice(0, 3).every(element => element.children.length > 12)) return []
    const sample = elements.slice(0, 12)
    if (share(sample, mayBeTime) < 0.7) return []
    const times = sample.map(element => timeAt(element, context)).filter(time => time !== null)
    if (times.length < sample.length * 0.7) return []
    const exact = times.filter(time => time.precision === 'minute' || time.precision === 'second').length / times.length
    const other = share(sample, element => tellsOtherTime(wordsBefore(element)))
    const score = elements.length / blocks.length + exact * 0.5 + inOrder(times) * 0.5 - other * 1.5
    return score > 0 ? [{ path, score }] : []
  })
  return ranked(found)
    .slice(0, 3)
    .map(({ path }) => path)
}

function mayBeTime(element: Element): boolean {
  if (element.attribs['datetime'] !== undefined || looksLikeTime(element.attribs['title'] ?? '')) return true
  return element.children.length <= 12 && looksLikeTime(text(element))
}

/** Which part of neighbouring times go the same way. */
function inOrder(times: readonly TimeReading[]): number {
  if (times.length < 2) return 0
  const later = times.slice(1).filter((time, index) => time.at >= times[index]!.at).length
  return Math.max(later, times.length - 1 - later) / (times.length - 1)
}

/** The element's own words and those before it in its parent. */
function wordsBefore(element: Element): string {
  const { parent } = element
  if (!parent) return text(element)
  const index = parent.children.indexOf(element)
  return parent.children
    .slice(Math.max(0, index - 3), index + 1)
    .map(text)
    .join(' ')
}

/** The place of the floor's label: numbers that go up by one from block to block. */
export function floorPlace(blocks: readonly Places[]): string | null {
  const found = sightings(blocks, 0.8).flatMap(({ path, elements }) => {
    if (elements.length !== blocks.length) return []
    const numbers = elements.map(element => (element.children.length > 5 ? null : floorNumber(text(element))))
    const steps = numbers.slice(1).filter((number, index) => {
      const before = numbers[index] ?? null
      return number !== null && before !== null && number === before + 1
    }).length
    return steps >= (numbers.length - 1) * 0.7 ? [{ path, score: steps + path.length / 10_000 }] : []
  })
  return ranked(found)[0]?.path ?? null
}

/** Elements that carry text inside a body and are never the whole body themselves. */
const inline = new Set(
  'p a b i em strong span font u s small big li ul ol dl dt dd blockquote br img code h1 h2 h3 h4 h5 h6 center tbody'.split(
    ' ',
  ),
)

/**
 * The places of the body: the most is written there, and neither poster nor time is inside. A named box within that
 * holds nearly all of it goes first, so that signatures and buttons beside it stay out.
 */
export function bodyPlaces(
  blocks: readonly Places[],
  weights: ReadonlyMap<Element, Weight>,
  taken: ReadonlySet<Element>,
): string[] {
  const holders = ancestorsOf(taken)
  const weighed = sightings(blocks, 0.3).flatMap(({ path, elements }) => {
    const free = elements.filter(element => !holders.has(element) && !taken.has(element))
    const score = free.reduce((sum, element) => sum + Math.min(prose(weights, element), 3_000), 0)
    return free.length >= elements.length * 0.7 && score > 0 ? [{ path, score, free }] : []
  })
  const heavy = ranked(weighed).slice(0, 24)
  const found = heavy.map(({ path, free }) => ({ path, score: ownWords(free), kind: free[0]! }))
  const best = ranked(found)[0]
  if (!best) return []
  const within = found.filter(
    ({ path, score, kind }) => path.startsWith(`${best.path}>`) && score >= best.score * 0.85 && isBox(kind),
  )
  const deeper = within.toSorted((one, other) => other.path.length - one.path.length)[0]
  const others = found.filter(({ path }) => !path.startsWith(best.path))
  return [deeper ?? best, best, ...ranked(others).slice(0, 3)].map(({ path }) => path)
}

/** How much is said in elements that is not said in most of them: the labels of a poster's card are in all. */
function ownWords(elements: readonly Element[]): number {
  const said = elements.map(
    element =>
      text(element)
        .slice(0, 3_000)
        .match(/\p{L}+/gu) ?? [],
  )
  const frequency = new Map<string, number>()
  for (const words of said) for (const word of new Set(words)) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  const common = Math.max(1, elements.length * 0.4)
  return said.flat().reduce((sum, word) => sum + (frequency.get(word)! > common ? 0 : word.length), 0)
}

const isBox = (element: Element): boolean =>
  !inline.has(element.name) &&
  (element.attribs['class'] ?? element.attribs['id'] ?? element.attribs['itemprop']) !== undefined

function ancestorsOf(elements: Iterable<Element>): Set<Element> {
  const found = new Set<Element>()
  for (const element of elements)
    for (let node = element.parent; node && isTag(node) && !found.has(node); node = node.parent) found.add(node)
  return found
}
