/* What a page reader thread answers for one file: plain data that crosses threads. */
import { createHash } from 'node:crypto'
import type { Engine } from '../engines/engine.ts'
import { ThreadloftError } from '../errors.ts'
import { openFile } from '../intake/index.ts'
import type { SavedPage, SourceFile } from '../intake/saved-page.ts'
import type { PageReading } from '../model/reading.ts'
import type { KeptAsset } from './read-page.ts'
import { stylesOf } from './page-styles.ts'
import { readSavedPage } from './read-page.ts'
import type { PagePicture } from '../store/pages.ts'

export interface ReadPageOfFile extends Pick<
  SavedPage,
  'name' | 'container' | 'charset' | 'charsetFrom' | 'url' | 'savedAt' | 'savedAtFrom'
> {
  readonly reading: PageReading
  /** What was saved for the page's pictures and styles, so that it can be read again and shown without them beside it. */
  readonly pictures: readonly PagePicture[]
}

export interface FileReading {
  readonly pages: readonly ReadPageOfFile[]
  readonly assets: readonly KeptAsset[]
}

/** Opens a file and reads every page in it. Throws ThreadloftError for a file that holds no page at all. */
export async function readSourceFile(file: SourceFile, rules: readonly Engine[] = []): Promise<FileReading> {
  const assets = new Map<string, KeptAsset>()
  const pages: ReadPageOfFile[] = []
  for (const page of await openFile(file)) {
    const seen = new Map<string, string>()
    const resource: SavedPage['resource'] = address => {
      const saved = page.resource(address)
      if (saved) seen.set(address, createHash('sha256').update(saved.bytes).digest('hex'))
      return saved
    }
    const read = readSavedPage({ ...page, resource }, rules)
    const styles = stylesOf(page)
    const kept = new Map([...read.assets, ...styles.map(({ asset }) => asset)].map(asset => [asset.sha256, asset]))
    for (const { address, asset } of styles) seen.set(address, asset.sha256)
    for (const [sha256, asset] of kept) assets.set(sha256, asset)
    const pictures = Array.from(seen, ([address, sha256]) => ({ address, sha256 })).filter(({ sha256 }) =>
      kept.has(sha256),
    )
    const { name, container, charset, charsetFrom, url, savedAt, savedAtFrom } = page
    pages.push({ name, container, charset, charsetFrom, url, savedAt, savedAtFrom, reading: read.reading, pictures })
  }
  if (pages.length === 0) throw new ThreadloftError('not-a-forum-page', { path: file.name })
  return { pages, assets: [...assets.values()] }
}
