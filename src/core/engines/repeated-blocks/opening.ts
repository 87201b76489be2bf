/* The opening post, where it is set apart from the answers: an element of its own before the first of them. */
import type { ChildNode, Element } from '../../text/dom.ts'
import { isTag, text } from '../../text/dom.ts'
import type { TimeContext, TimeReading } from '../../text/time.ts'
import type { Weight } from '../text-weight.ts'
import { prose } from '../text-weight.ts'
import { placesOf, timeAt } from './places.ts'
import { leadsToProfile, namesPerson, personName, personNumber, tellsOtherTime } from './signs.ts'

export interface Opening {
  readonly nodes: readonly Element[]
  readonly name: string
  readonly uid: string | null
  readonly time: TimeReading
  readonly body: readonly ChildNode[]
}

const highest = 6

/**
 * What stands before the first answer and is a post by itself: marked name, exact time, and most of what is written
 * there in one box. Null where there is none; a page's head with somebody's name in it is no post.
 */
export function openingBefore(
  first: Element,
  weights: ReadonlyMap<Element, Weight>,
  context: TimeContext,
  firstAnswer: string | null,
): Opening | null {
  let below: Element = first
  for (let climbed = 0; climbed < highest; climbed++) {
    const { parent } = below
    if (!parent || !isTag(parent)) return null
    const before = parent.children.slice(0, parent.children.indexOf(below)).filter(isTag)
    const written = before.reduce((sum, each) => sum + prose(weights, each), 0)
    const opening = written >= 20 ? openingIn(before, written, weights, context, firstAnswer) : null
    if (opening) return opening
    // Written text above the answers that is no post by anybody: what lies higher still is no post either.
    if (written > 400) return null
    below = parent
  }
  return null
}

function openingIn(
  nodes: readonly Element[],
  written: number,
  weights: ReadonlyMap<Element, Weight>,
  context: TimeContext,
  firstAnswer: string | null,
): Opening | null {
  const elements = [...placesOf({ nodes, inner: new Set(), parent: null }).values()]
  const author = elements.find(
    element => (namesPerson(element) || leadsToProfile(element)) && personName(text(element)) !== null,
  )
  // An opening post is no younger than the first answer.
  const early = (time: TimeReading): boolean => firstAnswer === null || time.at.slice(0, 10) <= firstAnswer.slice(0, 10)
  const [timed, time] = firstTime(elements, context, early)
  if (!author || !timed) return null
  const boxes = elements.filter(
    element => prose(weights, element) >= written * 0.4 && !contains(element, author) && !contains(element, timed),
  )
  const body = boxes.toSorted((one, other) => prose(weights, other) - prose(weights, one))[0]
  const link = author.name === 'a' ? author : author.children.filter(isTag).find(each => each.name === 'a')
  if (!body) return null
  return {
    nodes,
    name: personName(text(author))!,
    uid: personNumber(link?.attribs['href'] ?? null),
    time,
    body: body.children,
  }
}

/** The first exact time, else the first day. */
function firstTime(
  elements: readonly Element[],
  context: TimeContext,
  accept: (time: TimeReading) => boolean,
): [Element, TimeReading] | [null, null] {
  let day: [Element, TimeReading] | null = null
  for (const element of elements) {
    const time = tellsOtherTime(text(element)) ? null : timeAt(element, context)
    if (!time || !accept(time)) continue
    if (time.at.includes('T')) return [element, time]
    day ??= [element, time]
  }
  return day ?? [null, null]
}

function contains(ancestor: Element, element: Element): boolean {
  for (let node: Element | null = element; node; node = node.parent && isTag(node.parent) ? node.parent : null)
    if (node === ancestor) return true
  return false
}
