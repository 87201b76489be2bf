/*
 * What SingleFile does to a page: pictures that are shown more than once become CSS variables (--sf-img-3), each
 * <img> a transparent one with that variable as its background; a bar of its own may be added at the end.
 */
import type { Resource } from './saved-page.ts'

export interface SingleFilePage {
  readonly markup: string
  /** The pictures that were style variables, by the address the markup now has for them. */
  readonly pictures: ReadonlyMap<string, Resource>
}

const mark = /<!--\s{0,10}(?:Page saved with|Archive processed by) SingleFile\b|<html\b[^<>]{0,200}\bdata-sfz\b/i
const variable =
  /(--sf-img-\d{1,6})\s{0,4}:\s{0,4}url\(\s{0,4}["']?(data:image\/[\w.+-]{1,40};base64,)([A-Za-z\d+/=]+)["']?\s{0,4}\)/g
// The transparent picture is an SVG in the tag, so quoted values may hold < and >.
const pictureTag = /<img\b(?:[^<>"']|"[^"]{0,2000}"|'[^']{0,2000}'){0,2000}>/gi
const shownVariable = /\bvar\((--sf-img-\d{1,6})\)/
const ownSource = /\ssrc\s{0,4}=\s{0,4}(?:"[^"]{0,4000}"|'[^']{0,4000}'|[^\s"'>]{1,4000})/i

/** Whether a page was saved by SingleFile. */
export function isSingleFile(markup: string): boolean {
  return mark.test(markup.slice(0, 65_536))
}

/** A page saved by SingleFile with its pictures shown as pictures again and without SingleFile's own bar. */
export function restoreSingleFile(markup: string): SingleFilePage {
  const pictures = new Map<string, Resource>()
  for (const [, name, , data] of markup.matchAll(variable))
    pictures.set(`singlefile:${name!}`, { bytes: Buffer.from(data!, 'base64'), type: null })
  const restored = withoutInfobar(markup).replace(pictureTag, tag => {
    const address = `singlefile:${shownVariable.exec(tag)?.[1] ?? ''}`
    return pictures.has(address) ? tag.replace(ownSource, '').replace(/^<img\b/i, `<img src="${address}"`) : tag
  })
  return { markup: restored, pictures }
}

function withoutInfobar(markup: string): string {
  const from = markup.lastIndexOf('<single-file-infobar')
  if (from < 0) return markup
  const close = '</single-file-infobar>'
  const to = markup.indexOf(close, from)
  return to < 0 ? markup : markup.slice(0, from) + markup.slice(to + close.length)
}
