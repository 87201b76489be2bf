/* Files attached below a post, as the old forum programs list them: a link, its name and size, and pictures. */
import { Element } from 'domhandler'
import type { PostDraft } from '../clean/draft.ts'
import { attribute, foldSpace, isTag, selectAll, text } from '../text/dom.ts'

/** Files in the boxes below a post, and its pictures as blocks for the body's end. */
export function attachedBelow(boxes: readonly Element[]): {
  files: PostDraft['attachments'][number][]
  pictures: Element[]
} {
  const files = new Map<string, PostDraft['attachments'][number]>()
  const pictures: Element[] = []
  for (const link of boxes.flatMap(box => selectAll(box, 'a[href*="attach"]'))) {
    const url = attribute(link, 'href')!
    const picture = selectAll(link, 'img').find(isPicture) ?? null
    const size = sizeForm.exec(textAfter(link))?.[1]
    const name = text(link) || attribute(picture, 'alt')?.trim() || attribute(link, 'title') || fileName(url)
    if (name !== '') files.set(url, { name: foldSpace(name), url, size: size ?? null })
    if (picture) pictures.push(picture)
  }
  for (const picture of boxes.flatMap(box => selectAll(box, 'img[src*="attach"]')))
    if (isPicture(picture) && !pictures.includes(picture)) pictures.push(picture)
  return { files: [...files.values()], pictures: pictures.map(picture => new Element('div', {}, [picture])) }
}

const sizeForm = /\([^()\d]{0,20}([\d.,]{1,10}\s?(?:[KMG]i?B|Bytes|[KMG]o|КБ|МБ))/iu

/** A picture that was attached, or its thumbnail; not the icon of a file's kind. */
const isPicture = (picture: Element): boolean =>
  /attachment|dlattach|thumb/i.test(`${picture.attribs['src'] ?? ''} ${picture.attribs['class'] ?? ''}`)

/** The words behind a link up to the next one: 「(41.3 KB, 12 views)」. */
function textAfter(link: Element): string {
  const words: string[] = []
  for (let next = link.next; next && !(isTag(next) && next.name === 'a'); next = next.next) words.push(text(next))
  return words.join(' ').slice(0, 200)
}

const fileName = (address: string): string => /\/([^/?#]{1,120})(?:[?#]|$)/.exec(address)?.[1] ?? ''
