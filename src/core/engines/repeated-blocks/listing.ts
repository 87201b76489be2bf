/* Lists of threads and boards: rows with a last poster and a time too, but nothing that anybody posted. */
import { bodyText } from '../../clean/body-text.ts'
import type { ChildNode, Element } from '../../text/dom.ts'
import { isTag, text, walk } from '../../text/dom.ts'
import type { Weight } from '../text-weight.ts'
import type { Block } from './candidates.ts'
import { looksLikeTime } from './signs.ts'

const boardAddresses =
  /(?:viewforum|forumdisplay|showforum|boardlist|forum-\d|fid[=-]\d|[?&;]board=|[?&;]f=\d+(?:$|&sid)|\/forums?\/[^?#]+\/?$|\/c\/[^/]+\/?$|\/r\/[^/]+\/?$)/i

/** Such links stand in every post too, with the post's own number. */
const postAddresses =
  /[?&;](?:tid|t|p|pid|topic|post|article)=|action=|quote|reply|report|#|\b(?:threads?|topics?|posts?|discussions?|members?|users?|profiles?)[-/]/i

/** Whether blocks are rows of a list of threads or boards and not posts. */
export function isListing(
  posts: readonly { block: Block; body: readonly ChildNode[]; aside: readonly string[]; loose: boolean }[],
  weights: ReadonlyMap<Element, Weight>,
): boolean {
  const sample = posts.slice(0, 40)
  const most = sample.length * 0.6
  // Cells that say when somebody answered last.
  if (sample.filter(({ body }) => looksLikeTime(bodyText(body))).length >= sample.length * 0.4) return true
  const bodies = sample.map(({ body, aside }) =>
    aside.reduce((words, each) => words.replace(each, ''), bodyText(body)).replace(/[\d\s]+/g, ''),
  )
  // Labels that stand in every row say nothing of their own: 「replies, views」.
  if (sample.length > 2 && new Set(bodies).size < sample.length * 0.3) return true
  const lengths = bodies.map(body => body.length).toSorted((one, other) => one - other)
  const usual = lengths[Math.floor(lengths.length / 2)] ?? 0
  if (usual < 10) return true
  // No box for the body, and hardly a word outside of names and times: rows of a table.
  if (usual < 30 && sample.filter(({ loose }) => loose).length >= most) return true
  const counted = sample.filter(({ block }) => countCells(block) >= (usual < 300 ? 2 : 4)).length
  if (counted >= most) return true
  const linked = sample.filter(({ block, aside }) => mostlyLinks(block, aside, weights)).length
  if (linked >= most) return true
  const boards = sample.map(({ block }) => boardLinks(block))
  const own = boards.filter((links, index) =>
    links.some(link => boards.every((others, at) => at === index || !others.includes(link))),
  )
  return own.length >= most
}

/** Cells with nothing but a number in them: replies, views, posts. */
function countCells({ nodes }: Block): number {
  let cells = 0
  for (const top of nodes) {
    const count = (element: Element): void => {
      const marks = element.attribs['class'] ?? ''
      const counter =
        element.name === 'td' ||
        /(?:^|[\s_-])(?:replies|views|topics|threads|posts|stats|count)(?:$|[\s_-])/i.test(marks)
      if (counter && element.children.length < 12 && /^\d[\d.,\s]{0,12}[km]?$/i.test(text(element))) cells++
    }
    count(top)
    walk(top, node => {
      if (isTag(node)) count(node)
      return undefined
    })
  }
  return cells
}

/** Whether a block is links, its poster and time apart, which are links in posts too. */
function mostlyLinks(
  { nodes, inner }: Block,
  aside: readonly string[],
  weights: ReadonlyMap<Element, Weight>,
): boolean {
  let all = 0
  let linked = 0
  for (const [elements, sign] of [
    [nodes, 1],
    [inner, -1],
  ] as const)
    for (const element of elements) {
      const weight = weights.get(element)
      all += sign * (weight?.all ?? 0)
      linked += sign * (weight?.linked ?? 0)
    }
  const apart = aside.reduce((sum, words) => sum + words.replace(/\s+/g, '').length, 0)
  return linked - apart > (all - apart) * 0.6
}

function boardLinks({ nodes }: Block): string[] {
  const links: string[] = []
  for (const top of nodes)
    walk(top, node => {
      const address = isTag(node) && node.name === 'a' ? node.attribs['href'] : undefined
      if (
        address !== undefined &&
        address.length < 1000 &&
        boardAddresses.test(address) &&
        !postAddresses.test(address)
      )
        links.push(address)
      return undefined
    })
  return links
}
