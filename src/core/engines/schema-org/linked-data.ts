/* Posts from JSON-LD. The data is the page's: it may be anything, and nest as deep as it likes. */
import type { PostDraft } from '../../clean/draft.ts'
import type { AnyNode } from '../../text/dom.ts'
import { isText, parseHtml, select, selectAll } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { fromIso, readTime } from '../../text/time.ts'
import type { DescribedPost, Description } from './described-post.ts'
import { idIn, isPostType } from './described-post.ts'

type Data = Readonly<Record<string, unknown>>

const largestScript = 16 * 1024 * 1024
const mostPosts = 50_000

/** All posts that JSON-LD describes, opening post first, answers after what they answer. */
export function linkedPosts(root: AnyNode, context: TimeContext): Description {
  let title: string | null = null
  const posts: DescribedPost[] = []
  for (const script of selectAll(root, 'script[type="application/ld+json" i]')) {
    const source = script.children.map(child => (isText(child) ? child.data : '')).join('')
    const stack: { value: unknown; parentId: string | null }[] = [{ value: parsed(source), parentId: null }]
    for (let entry = stack.pop(); entry && posts.length < mostPosts; entry = stack.pop()) {
      const { value, parentId } = entry
      if (Array.isArray(value)) {
        for (const each of value.toReversed() as unknown[]) stack.push({ value: each, parentId })
        continue
      }
      if (!isData(value)) continue
      const post = typesOf(value).some(isPostType) ? describe(value, parentId, context) : null
      if (post) {
        posts.push(post)
        title ??= textOf(value['headline']) ?? textOf(value['name'])
      }
      const above = post ? (post.subject === null ? post.id : null) : parentId
      for (const key of ['suggestedAnswer', 'acceptedAnswer', 'comment', 'hasPart', 'mainEntity', '@graph'])
        if (Object.hasOwn(value, key)) stack.push({ value: value[key], parentId: above })
    }
  }
  return { title, posts }
}

function parsed(source: string): unknown {
  if (source.length > largestScript) return null
  try {
    // Some pages wrap it for the sake of old XML readers.
    return JSON.parse(source.replace(/^\s*(?:\/\/)?<!\[CDATA\[|(?:\/\/)?\]\]>\s*$/g, '')) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value)

function typesOf(value: Data): string[] {
  const type = value['@type']
  return (Array.isArray(type) ? type : [type]).filter(each => typeof each === 'string')
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function describe(value: Data, parentId: string | null, context: TimeContext): DescribedPost | null {
  const body = textOf(value['text']) ?? textOf(value['articleBody']) ?? textOf(value['commentText'])
  if (body === null) return null
  const written = textOf(value['datePublished']) ?? textOf(value['dateCreated'])
  const position = Number(value['position'] ?? Number.NaN)
  return {
    id: ['@id', 'url', 'identifier'].map(key => idIn(textOf(value[key]))).find(id => id !== null) ?? null,
    author: authorOf(value['author'] ?? value['creator']),
    time: written === null ? null : (fromIso(written, written) ?? readTime(written, context)),
    position: Number.isInteger(position) && position > 0 ? position : null,
    subject: textOf(value['headline']),
    body: bodyOf(body),
    parentId,
  }
}

function authorOf(value: unknown): DescribedPost['author'] {
  const author: unknown = Array.isArray(value) ? value[0] : value
  if (!isData(author)) return { name: textOf(author), uid: null }
  return { name: textOf(author['name']), uid: idIn(textOf(author['url']) ?? textOf(author['@id'])) }
}

/** The text property is plain text by its definition, HTML in what many programs write. */
function bodyOf(written: string): PostDraft['body'] {
  if (!/<(?:p|br|div|a|b|i|strong|em|img|ul|ol|li|blockquote|pre|span)\b[^<>]{0,500}>/i.test(written))
    return unescaped(written)
  return select(parseHtml(written), 'body')?.children ?? written
}

/** Plain text that was escaped as HTML before it went into the JSON. */
function unescaped(written: string): string {
  if (!/&(?:#\d+|#x[\da-f]+|\w+);/i.test(written)) return written
  const first = select(parseHtml(written.replace(/</g, '&lt;')), 'body')?.children[0]
  return first && isText(first) ? first.data : written
}
