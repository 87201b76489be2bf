/* A page as it was saved, out of its kept original: dead HTML with its pictures and style sheets inside. */
import { deadPage, deadText } from '../clean/dead-page.ts'
import { ThreadloftError } from '../errors.ts'
import { openFile } from '../intake/index.ts'
import { pictureType } from '../intake/picture-type.ts'
import type { SavedPage } from '../intake/saved-page.ts'
import { sourceOfPage } from '../store/kept-sources.ts'
import { postOnPage } from '../store/post-versions.ts'
import type { ReadableDB } from '../store/sql.ts'
import { decodeBytes } from '../text/charset.ts'
import { parseHtml } from '../text/dom.ts'
import { isBeyondTrees, outlineOf } from '../text/outline.ts'
import { sourceFileOf } from './kept-file-source.ts'

/** More than this is not put into one page; further pictures are shown as missing. */
const mostPictureBytes = 96 * 1024 * 1024

/** A saved page as dead HTML. Throws `page-unknown`, and `original-damaged` where the kept file is not what it was. */
export async function renderSavedPage(
  db: ReadableDB,
  folder: string,
  pageId: number,
  postId: number | null,
): Promise<string> {
  const { pageName, ...source } = sourceOfPage(db, pageId)
  const pages = await openFile(sourceFileOf(db, folder, source))
  const page = pages.find(each => each.name === pageName)
  if (!page) throw new ThreadloftError('page-unknown', { page: pageId })
  const { kind, text } = page.content
  const post = postId === null ? null : postOnPage(db, pageId, postId)
  if (kind === 'text') return deadText(page.name, text, post?.text)
  if (isBeyondTrees(text)) return deadText(page.name, outlineOf(text).text, post?.text)
  return deadPage(parseHtml(text), {
    picture: pictures(page),
    styleSheet: address => styleSheet(page, address),
    post,
  })
}

function pictures(page: SavedPage): (address: string) => string | null {
  let left = mostPictureBytes
  return address => {
    const bytes = page.resource(address)?.bytes
    const type = bytes && pictureType(bytes)
    if (!bytes || !type || bytes.length > left) return null
    left -= bytes.length
    return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
  }
}

function styleSheet(page: SavedPage, address: string): string | null {
  if (address === '') return null
  const saved = page.resource(address)
  if (!saved || (saved.type !== null && !/\bcss\b/i.test(saved.type))) return null
  return decodeBytes(saved.bytes, /charset=([\w-]+)/i.exec(saved.type ?? '')?.[1] ?? null).text
}
