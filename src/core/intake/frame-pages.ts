/* A frameset shows nothing itself: the pages in its frames are what was saved. */
import type { ContainedPage } from './html-content.ts'
import { htmlContent } from './html-content.ts'
import type { SavedPage, SourceFile } from './saved-page.ts'

const frame = /<frame\b[^<>]{0,1000}?\ssrc\s{0,4}=\s{0,4}(?:"([^"]{1,2000})"|'([^']{1,2000})'|([^\s"'<>]{1,2000}))/gi
const mostFrames = 20
const mostDeep = 3

/** The page, or the pages in its frames where it is a frameset and they were saved with it. */
export function withoutFrameset(page: ContainedPage, file: Pick<SourceFile, 'modifiedAt'>): SavedPage[] {
  return openFrames(page, file, 0)
}

function openFrames(page: ContainedPage, file: Pick<SourceFile, 'modifiedAt'>, depth: number): SavedPage[] {
  const opened = htmlContent(page, file)
  const { text } = opened.content
  if (depth >= mostDeep || !/<frameset\b/i.test(text)) return [opened]
  const inner: SavedPage[] = []
  for (const match of [...text.matchAll(frame)].slice(0, mostFrames)) {
    const address = (match[1] ?? match[2] ?? match[3])!.replaceAll('&amp;', '&')
    const resource = page.resource(address)
    if (!resource || !/<[a-z!]/i.test(Buffer.from(resource.bytes.subarray(0, 4_096)).toString('latin1'))) continue
    const base = opened.url ?? undefined
    const url = URL.canParse(address, base) ? new URL(address, base).href : null
    const framed: ContainedPage = {
      ...page,
      name: `${page.name}#${address}`,
      bytes: resource.bytes,
      charset: /charset\s*=\s*["']?([\w-]+)/i.exec(resource.type ?? '')?.[1] ?? null,
      url: url !== null && /^https?:/.test(url) ? url : null,
    }
    inner.push(...openFrames(framed, file, depth + 1))
  }
  return inner.length > 0 ? inner : [opened]
}
