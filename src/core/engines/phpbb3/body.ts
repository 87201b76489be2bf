/* A phpBB post's body made plain: quotes, code, spoilers and attachments of prosilver and subsilver2. */
import { Element } from 'domhandler'
import { removeElement } from 'domutils'
import type { PostDraft } from '../../clean/draft.ts'
import { markQuote } from '../../clean/draft.ts'
import type { ChildNode } from '../../text/dom.ts'
import { attribute, foldSpace, isTag, matches, select, selectAll, text } from '../../text/dom.ts'
import { markCode } from '../code-box.ts'
import { quotedName } from '../quoted-name.ts'
import { markSpoiler } from '../spoiler.ts'
import { postOf, userOf } from './address.ts'

type Attachment = PostDraft['attachments'][number]

/** Makes a body plain in place. */
export function markBody(body: Element): void {
  for (const box of selectAll(body, '.codebox')) {
    const code = select(box, 'code, pre')
    if (code) markCode(box, code)
  }
  markTitledBoxes(body)
  for (const quote of selectAll(body, 'blockquote')) markCited(quote)
  for (const spoiler of selectAll(body, 'details.spoiler, .spoilwrapper, .spoiler, .spoil')) {
    if (spoiler.name === 'details') continue
    const content = select(spoiler, '.spoilcontent, .spoiler-content, .quotecontent, .spoiler_content')
    const title = select(spoiler, '.spoiltitle, .spoiler-title, .spoiler-header, .quotetitle')
    if (content) markSpoiler(spoiler, text(title), content.children)
  }
  for (const link of selectAll(body, 'a[onclick*="selectCode"], .responsive-hide.sr-only')) removeElement(link)
}

/** subsilver2 and 2.x styles: a title box followed by a content box. */
function markTitledBoxes(body: Element): void {
  for (const title of selectAll(body, '.quotetitle, .codetitle')) {
    const content = nextElement(title)
    if (!content || !matches(content, '.quotecontent, .codecontent')) continue
    removeElement(title)
    if (matches(content, '.codecontent')) markCode(content, content)
    else markQuote(content, { author: quotedName(text(title)) })
  }
}

function nextElement(element: Element): Element | null {
  for (let node = element.next; node; node = node.next) if (isTag(node)) return node
  return null
}

/** prosilver: blockquote > div > cite; since 3.2 the cite links the person and the post. */
function markCited(quote: Element): void {
  if (quote.attribs['data-author'] !== undefined) return
  const inner = quote.children.filter(isTag).find(child => child.name === 'div') ?? quote
  const cite = inner.children.filter(isTag).find(child => child.name === 'cite')
  const links = cite ? selectAll(cite, 'a[href]') : []
  const person = links.find(link => userOf(attribute(link, 'href')) !== null && text(link) !== '')
  const source = links.find(link => link.attribs['data-post-id'] ?? postOf(attribute(link, 'href')))
  const postId = attribute(source, 'data-post-id') ?? postOf(attribute(source, 'href'))
  for (const date of cite ? selectAll(cite, '.responsive-hide, [class*=date]') : []) removeElement(date)
  const author = cite ? (person ? text(person) : quotedName(withoutArrow(text(cite)))) : null
  const content = inner.children.filter(child => child !== cite)
  markQuote(quote, { author, postId }, content)
}

const withoutArrow = (head: string): string => foldSpace(head.replace(/[↑»]/g, ''))

const boxes = '.attachbox, .inline-attachment, .attachtitle, .attachcontent'

/**
 * Files attached to a post, in its body and below it. Their captions are the forum's; pictures of a body stay in it,
 * and those below it are answered as blocks to be put at its end.
 */
export function takeAttachments(
  container: Element,
  body: Element,
): { files: Attachment[]; pictures: readonly ChildNode[] } {
  const files = new Map<string, Attachment>()
  const pictures: Element[] = []
  for (const box of selectAll(container, boxes)) {
    const inline = isWithin(box, body)
    for (const file of filesIn(box)) files.set(file.url ?? file.name, file)
    const shown = selectAll(box, 'img').filter(isAttached)
    if (inline) keepOnly(box, shown)
    else pictures.push(...shown.map(picture => new Element('div', {}, [picture])))
  }
  return { files: [...files.values()], pictures }
}

const isAttached = (picture: Element): boolean =>
  /download\/file\.php|attachment/.test(picture.attribs['src'] ?? '') || matches(picture, '.postimage')

function keepOnly(box: Element, shown: readonly Element[]): void {
  box.children = [...shown]
  for (const child of shown) child.parent = box
}

const fileLink = 'a.postlink[href], a[href*="download/file.php"], a[href*="download.php?id="]'

function filesIn(box: Element): Attachment[] {
  const items = selectAll(box, 'dl.file, dl.thumbnail')
  return (items.length > 0 ? items : [box]).flatMap(item => {
    const words = selectAll(item, 'dd')
      .map(text)
      .find(line => sizeForm.test(line))
    const link = select(item, fileLink)
    const picture = selectAll(item, 'img').find(isAttached)
    const name =
      (link && text(link)) ||
      /^(\S.{0,160}?)\s*\(\s*[\d.,]+\s/.exec(words ?? '')?.[1] ||
      attribute(picture, 'alt') ||
      null
    if (name === null) return []
    const size = sizeForm.exec(words ?? text(item))?.[1]?.replace(/\s/g, ' ') ?? null
    return [{ name: foldSpace(name), url: attribute(link, 'href') ?? attribute(picture, 'src'), size }]
  })
}

const sizeForm = /[([]\s*([\d.,]{1,10}\s*(?:[KMG]i?B|Bytes?|octets?|[KMG]o|Б|[КМ]б|К?иБ|КБ|МБ))\s*[)\]]/iu

function isWithin(element: Element, ancestor: Element): boolean {
  for (let node: Element['parent'] = element; node; node = node.parent) if (node === ancestor) return true
  return false
}
