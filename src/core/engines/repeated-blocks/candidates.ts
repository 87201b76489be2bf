/*
 * Runs of like elements that may be a thread's posts. A block is one element, or a run of siblings from one element to
 * the next of its kind: many old forums put a post's head and body into rows beside each other.
 */
import type { Element } from '../../text/dom.ts'
import { isTag, isText, walk } from '../../text/dom.ts'
import type { Weight } from '../text-weight.ts'
import { prose } from '../text-weight.ts'
import { looksLikeTime } from './signs.ts'

export interface Block {
  readonly nodes: readonly Element[]
  /** Blocks inside this one (answers in a reply tree), which are no part of it. */
  readonly inner: ReadonlySet<Element>
  /** The block this one is inside of. */
  readonly parent: Block | null
}

export interface Candidate {
  readonly blocks: readonly Block[]
  readonly score: number
}

const mostBlocks = 20_000
const deepestClimb = 400
const passing = new Set([
  'odd',
  'even',
  'alt',
  'first',
  'last',
  'new',
  'unread',
  'read',
  'online',
  'offline',
  'clearfix',
  'clear',
  'row',
])

/** What kind of element this is among its like: name, and its id or first lasting class without numbers. */
function signature(element: Element): string {
  const id = element.attribs['id'] ?? ''
  return /\d/.test(id) && id.length < 200 ? `${element.name}#${id.replace(/\d+/g, '0')}` : kindOf(element)
}

/** The same without ids: the opening post's often have other words in them than the answers'. */
export function kindOf(element: Element): string {
  const classes = (element.attribs['class'] ?? '').slice(0, 300).split(/\s+/)
  const kind = classes
    .map(name => name.replace(/\d+/g, ''))
    .find(name => name !== '' && !passing.has(name.toLowerCase()))
  return kind === undefined ? element.name : `${element.name}.${kind}`
}

/** How many times-to-the-eye are below every element. */
export function countTimes(root: Element): Map<Element, number> {
  const counts = new Map<Element, number>()
  const open = [0]
  walk(
    root,
    node => {
      if (isText(node) && looksLikeTime(node.data.trim())) open[open.length - 1]!++
      if (isTag(node) && (node.name === 'script' || node.name === 'style')) return false
      if (isTag(node)) open.push(node.name === 'time' || node.attribs['datetime'] !== undefined ? 1 : 0)
      return undefined
    },
    element => {
      const count = open.pop()!
      counts.set(element, count)
      open[open.length - 1]! += count
    },
  )
  return counts
}

interface Measures {
  readonly weights: ReadonlyMap<Element, Weight>
  readonly times: ReadonlyMap<Element, number>
}

/** The likeliest runs first, at most `limit`. */
export function candidates(root: Element, weights: ReadonlyMap<Element, Weight>, limit: number): Candidate[] {
  const measures = { weights, times: countTimes(root) }
  const found = [...siblingRuns(root, measures), ...scattered(root, measures)]
  return found.sort((one, other) => other.score - one.score).slice(0, limit)
}

/** Siblings of one kind, each with what follows it up to the next. */
function siblingRuns(root: Element, measures: Measures): Candidate[] {
  const found: Candidate[] = []
  const consider = (parent: Element): void => {
    if ((measures.times.get(parent) ?? 2) < 2) return
    const children = parent.children.filter(isTag)
    for (const kind of commonKinds(children)) {
      const starts = children.flatMap((child, index) => (signature(child) === kind ? [index] : []))
      if (starts.length > mostBlocks) continue
      found.push(scored(runs(children, starts), measures))
      // Rows alike, of which only some say a time: each of those begins a post, the others go on with it.
      const timed = starts.filter(index => (measures.times.get(children[index]!) ?? 0) > 0)
      if (timed.length > 1 && timed.length < starts.length * 0.8) found.push(scored(runs(children, timed), measures))
    }
  }
  consider(root)
  walk(root, node => {
    if (isTag(node) && node.children.length > 1) consider(node)
    return undefined
  })
  return found.filter(candidate => candidate.score > 0)
}

/** Siblings parted before each start; what follows the last block may be the page's end, so it gets no more than others have. */
function runs(children: readonly Element[], starts: readonly number[]): Block[] {
  const spans = starts.map((start, index) => (starts[index + 1] ?? children.length) - start)
  const usual = Math.max(...spans.slice(0, -1))
  return starts.map((start, index) => ({
    nodes: children.slice(start, start + Math.min(spans[index]!, usual)),
    inner: new Set<Element>(),
    parent: null,
  }))
}

/** The kinds that occur at least twice among children, the commonest first. */
function commonKinds(children: readonly Element[]): string[] {
  const counts = new Map<string, number>()
  for (const child of children) {
    const kind = signature(child)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const common = [...counts].filter(([, count]) => count > 1).sort(([, one], [, other]) => other - one)
  return common.slice(0, 6).map(([kind]) => kind)
}

/** Elements of one kind wherever they are: reply trees, and posts that each have a frame of their own. */
function scattered(root: Element, measures: Measures): Candidate[] {
  const kinds = new Map<string, Element[]>()
  walk(root, node => {
    if (!isTag(node) || (measures.times.get(node) ?? 0) === 0) return undefined
    const kind = signature(node)
    const like = kinds.get(kind)
    if (like) like.push(node)
    else kinds.set(kind, [node])
    return undefined
  })
  const groups = [...kinds.values()].filter(
    group => group.length > 1 && group.length <= mostBlocks && new Set(group.map(each => each.parent)).size > 1,
  )
  return groups.map(group => scored(nested(group), measures)).filter(candidate => candidate.score > 0)
}

/** Blocks of elements that may lie in one another. They come in document order, the outer before the inner. */
function nested(group: readonly Element[]): Block[] {
  const blockOf = new Map<Element, { nodes: Element[]; inner: Set<Element>; parent: Block | null }>()
  for (const element of group) {
    const outer = outerOf(element, blockOf)
    outer?.inner.add(element)
    blockOf.set(element, { nodes: [element], inner: new Set(), parent: outer })
  }
  return [...blockOf.values()]
}

function outerOf<Value>(element: Element, known: ReadonlyMap<Element, Value>): Value | null {
  let node = element.parent
  for (let climbed = 0; node && climbed < deepestClimb; climbed++) {
    if (isTag(node) && known.has(node)) return known.get(node)!
    node = node.parent
  }
  return null
}

/** By how much is written in blocks that have a time, and how many of all blocks have both. */
function scored(blocks: readonly Block[], { weights, times }: Measures): Candidate {
  const sum = (elements: Iterable<Element>, measure: (element: Element) => number): number => {
    let total = 0
    for (const element of elements) total += measure(element)
    return total
  }
  let written = 0
  let good = 0
  for (const { nodes, inner } of blocks) {
    const timed = sum(nodes, node => times.get(node) ?? 0) - sum(inner, node => times.get(node) ?? 0)
    const said = sum(nodes, node => prose(weights, node)) - sum(inner, node => prose(weights, node))
    if (timed < 1 || said < 3) continue
    good++
    written += Math.min(said, 5_000)
  }
  return { blocks, score: good < 2 ? 0 : (written * good) / blocks.length }
}
