/* What image boards share: a file beside the text, names with trip codes, posts that no element holds together. */
import { Element } from 'domhandler'
import type { PostDraft } from '../clean/draft.ts'
import type { ChildNode } from '../text/dom.ts'
import { isTag, isText, selectAll, text } from '../text/dom.ts'
import { resolve } from './page-facts.ts'
import { markSpoiler } from './spoiler.ts'

/** A file of a post: the picture shown stands for the file that its link leads to. */
export interface BoardFile {
  readonly name: string
  readonly address: string | null
  readonly size: string | null
  /** The address of the small picture shown. */
  readonly thumbnail: string | null
}

/** The files of a post as its attachments; addresses made absolute. */
export function attached(files: readonly BoardFile[], base: string | null): PostDraft['attachments'] {
  return files.map(({ name, address, size }) => ({
    name,
    url: address === null ? null : resolve(address, base),
    size,
  }))
}

/** The nodes of a post's text, what it hides marked as hidden; boards write spoilers as <s> or span.spoiler. */
export function boardText(body: Element | null | undefined): readonly ChildNode[] {
  if (!body) return []
  for (const line of selectAll(body, 'p.body-line')) line.name = 'div'
  for (const hidden of selectAll(body, 's, span.spoiler, del.spoiler')) markSpoiler(hidden, 'Spoiler', hidden.children)
  return body.children
}

/** A post's body with its pictures above the text; the file itself is shown where it was saved, else the small picture. */
export function withPictures(files: readonly BoardFile[], body: readonly ChildNode[]): readonly ChildNode[] {
  const pictures = files.flatMap(file => {
    if (file.thumbnail === null && !/\.(?:jpe?g|png|gif|webp)$/i.test(file.address ?? '')) return []
    const picture = new Element('img', { alt: '' })
    if (file.address !== null) picture.attribs['data-original'] = file.address
    if (file.thumbnail !== null) picture.attribs['src'] = file.thumbnail
    return [new Element('p', {}, [picture])]
  })
  return [...pictures, ...body]
}

/** A name with its trip code, as boards show them together; null where a post has neither. */
export function nameWithTrip(name: string, trip: string): string | null {
  return [name, trip].filter(part => part !== '').join(' ') || null
}

/** What stands before a body in the same parent, back to where the post before it ended. */
export function headBefore(body: Element): ChildNode[] {
  const head: ChildNode[] = []
  for (let node = body.prev; node; node = node.prev) {
    if (isTag(node) && /^(?:blockquote|table|hr|form)$/.test(node.name)) break
    head.push(node)
  }
  return head.reverse()
}

/** The words of nodes that stand beside each other. */
export function textOf(nodes: readonly ChildNode[]): string {
  return nodes
    .map(node => (isText(node) ? node.data : isTag(node) ? ` ${text(node)} ` : ''))
    .join('')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
}
