/* Files and pictures of a post: lists below the text, files in the text, and pictures whose address is not in src. */
import type { PostDraft } from '../../clean/draft.ts'
import type { Element } from '../../text/dom.ts'
import { attribute, closest, ownText, select, selectAll, text } from '../../text/dom.ts'
import { outermost } from './tree.ts'

type Attachments = PostDraft['attachments']

const lists = 'dl.tattl, dl.t_attachlist'
const inText = 'span[id^="attach_"], p.attnm, li.attach'

/** The files below an element, pictures that are shown and what lies below `except` left out. */
export function attachmentsIn(part: Element, except: Element | null = null): Attachments {
  return outermost(part, `${lists}, ${inText}`, except)
    .filter(list => !/\b(?:attm|attachimg)\b/.test(attribute(list, 'class') ?? ''))
    .flatMap(fileOf)
}

function fileOf(list: Element): Attachments {
  const link = select(list, 'a[href*="attachment"], a[href*="attachpay"], a[id^="aid"], .attnm a, .attachname a')
  if (!link || text(link) === '') return []
  const size = /(\d[\d.,]{0,9}\s?(?:[KMGT]?i?B|Bytes|字节))/i.exec(
    `${ownText(list)} ${text(list)} ${text(nextEm(list))}`,
  )
  return [{ name: text(link), url: attribute(link, 'href'), size: size?.[1] ?? null }]
}

const nextEm = (list: Element): Element | null => {
  const next = list.next
  return next && 'attribs' in next ? next : null
}

/** Pictures say where they are in `zoomfile` or `file`; a placeholder in `src` must not stand for them. */
export function showPictures(part: Element): void {
  for (const image of selectAll(part, 'img')) {
    const lazy = attribute(image, 'zoomfile') ?? attribute(image, 'file')
    const shown = attribute(image, 'src') ?? ''
    if (lazy !== null && /(?:none|loading|blank|spacer|lazy)\.(?:gif|png|svg)|^data:/i.test(shown))
      delete image.attribs['src']
    if (lazy !== null && !attribute(image, 'alt')) image.attribs['alt'] = nameOf(image)
    if (/back(?:_|\.)gif$/.test(shown) && lazy === null) image.attribs = { style: 'display:none' }
  }
}

/** The name a picture's file had, from the menu that belongs to it. */
function nameOf(image: Element): string {
  const holder = closest(image, 'ignore_js_op, .attm, .attachimg')
  return holder ? text(select(holder, '.aimg_tip strong, .mbn a, .imgtitle a')) : ''
}
