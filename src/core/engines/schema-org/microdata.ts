/* Posts from itemscope/itemprop marks. A property belongs to the nearest item around it. */
import type { AnyNode, Element } from '../../text/dom.ts'
import { attribute, isTag, select, text, walk } from '../../text/dom.ts'
import type { TimeContext, TimeReading } from '../../text/time.ts'
import { fromIso, readTime } from '../../text/time.ts'
import type { DescribedPost, Description } from './described-post.ts'
import { idIn, isPostType } from './described-post.ts'

interface Item {
  readonly element: Element
  readonly parent: Item | null
  readonly properties: Map<string, Element[]>
}

const bodyProperties = ['text', 'articleBody', 'commentText', 'reviewBody']
const timeProperties = ['datePublished', 'dateCreated', 'commentTime', 'uploadDate']
const authorProperties = ['author', 'creator']

/** All posts that microdata describes, in the page's order. */
export function describedPosts(root: AnyNode, context: TimeContext): Description {
  const items = postItems(root)
  const posts = items.flatMap(item => describe(item, context) ?? [])
  const title = items.flatMap(item => first(item, ['headline', 'name']) ?? []).map(valueOf)[0]
  return { title: title === undefined || title === '' ? null : title, posts }
}

/** The items of posts, each with its own properties; an item of another kind (a person) is a property's value. */
function postItems(root: AnyNode): Item[] {
  const found: Item[] = []
  const open: Item[] = []
  /** Scopes of other kinds that are open; what is in them says nothing of the post around them. */
  const foreign: Element[] = []
  walk(
    root,
    node => {
      if (!isTag(node)) return undefined
      const properties = (node.attribs['itemprop'] ?? '').split(/\s+/).filter(name => name !== '')
      const owner = foreign.length === 0 ? open.at(-1) : undefined
      for (const name of owner ? properties : [])
        owner!.properties.set(name, [...(owner!.properties.get(name) ?? []), node])
      if (node.attribs['itemscope'] === undefined) return undefined
      if ((node.attribs['itemtype'] ?? '').split(/\s+/).some(isPostType)) {
        const item: Item = { element: node, parent: open.at(-1) ?? null, properties: new Map() }
        found.push(item)
        open.push(item)
      } else foreign.push(node)
      return undefined
    },
    element => {
      if (open.at(-1)?.element === element) open.pop()
      if (foreign.at(-1) === element) foreign.pop()
    },
  )
  return found
}

function first(item: Item, names: readonly string[]): Element | null {
  return names.map(name => item.properties.get(name)?.[0]).find(element => element !== undefined) ?? null
}

function valueOf(element: Element): string {
  return (attribute(element, 'content') ?? text(element)).trim()
}

function describe(item: Item, context: TimeContext): DescribedPost | null {
  const body = first(item, bodyProperties)
  const author = first(item, authorProperties)
  const time = timeOf(item, context)
  // A description without its text, or one that says neither who nor when, is not a post of its own.
  if (!body || body.name === 'meta' || (!author && !time)) return null
  const position = Number(
    first(item, ['position']) ? valueOf(first(item, ['position'])!).replace(/^#/, '') : Number.NaN,
  )
  const subject = first(item, ['headline', 'name'])
  return {
    id: idOf(item),
    author: author ? authorOf(author) : { name: null, uid: null },
    time,
    position: Number.isInteger(position) && position > 0 ? position : null,
    subject: subject ? valueOf(subject) || null : null,
    body: body.children,
    parentId: item.parent?.properties.has('headline') === false ? idOf(item.parent) : null,
  }
}

function idOf({ element, properties }: Item): string | null {
  const address = ['url', '@id'].flatMap(name => properties.get(name) ?? [])[0]
  return (
    idIn(attribute(element, 'id')) ??
    idIn(attribute(element, 'itemid')) ??
    idIn(attribute(address, 'href') ?? attribute(address, 'content'))
  )
}

function authorOf(element: Element): DescribedPost['author'] {
  const named = select(element, '[itemprop~=name]')
  const name = named ? valueOf(named) : valueOf(element)
  const link = element.name === 'a' ? element : select(element, 'a[href]')
  return { name: name === '' ? null : name.slice(0, 100), uid: idIn(attribute(link, 'href')) }
}

function timeOf(item: Item, context: TimeContext): TimeReading | null {
  const element = first(item, timeProperties)
  if (!element) return null
  const written = ['datetime', 'content', 'title'].map(name => attribute(element, name)).filter(value => value !== null)
  const shown = text(element) || (written[0] ?? '')
  for (const value of written) {
    const exact = fromIso(value, shown)
    if (exact) return exact
  }
  return readTime(shown, context)
}
