/*
 * The pages in a zip archive, each with what lies around it. MAFF archives tell address and saving time as well; WACZ
 * archives hold web archives, SingleFile's self-extracting pages one page whose own script is never run.
 */
import path from 'node:path'
import { ThreadloftError } from '../errors.ts'
import { decodeBytes } from '../text/charset.ts'
import { isBesidePage, systemNames } from './beside-page.ts'
import type { ListedFile } from './saved-page.ts'
import { listWarc, warcInFile } from './warc.ts'
import type { ZipEntry } from './zip.ts'
import { isSelfExtracting, listZip, storedBytesAt } from './zip.ts'

const partOfPage =
  /\.(?:png|jpe?g|gif|webp|avif|bmp|ico|svg|css|js|mjs|json|woff2?|ttf|otf|eot|rdf|xml|map|mp[34]|webm|ogg)(?:\.[^./\s]{1,20})?$/i
const shown = /\.(?:png|jpe?g|gif|webp|avif|bmp|css)$|\/[^./]+$/i
const mostPicturesBytes = 64 * 1024 * 1024
/** Up to so many pages the pictures anywhere in an archive may be a page's; beyond it only those of its own folder. */
const fewPages = 3

/** Every page in an archive as a file to be read, and every entry that is refused with its reason. */
export async function listArchive(archive: string, cancelled: AbortSignal): Promise<ListedFile[]> {
  const { entries, unsafe, lost } = await listZip(archive)
  if (entries.some(({ name }) => name === 'datapackage.json') && entries.some(({ name }) => isWarc.test(name)))
    return listWacz(archive, entries, cancelled)
  const folders = namesByFolder(entries)
  // SingleFile keeps what a page's frames hold in frames/0/index.html beside index.html.
  const hasFrames = entries.some(({ name }) => name === 'index.html')
  const pages = entries.filter(
    ({ name }) => isPage(name, folders) && !(hasFrames && /^frames\/\d+\/index\.html$/.test(name)),
  )
  const notes = await mozillaNotes(entries)
  const container =
    notes.size > 0
      ? 'maff'
      : entries.some(({ name }) => name === 'index.html') && (await isSelfExtracting(archive))
        ? 'singlefile'
        : 'zip'
  const listed: ListedFile[] = pages.map(entry => {
    const place = `${archive}/${entry.name}`
    if (/\.(?:zip|maff|7z|rar)$/i.test(entry.name))
      return {
        path: place,
        error: new ThreadloftError('archive-unsafe', {
          path: place,
          reason: 'an archive inside an archive: unpack it first',
        }),
      }
    return {
      path: place,
      size: entry.size,
      read: async () => ({
        path: null,
        name: place,
        bytes: await entry.read(),
        modifiedAt: entry.modifiedAt,
        container,
        beside: await around(entry, entries, pages.length),
        ...notes.get(path.posix.dirname(entry.name)),
      }),
    }
  })
  const refused = unsafe.map(name => ({
    path: `${archive}/${name}`,
    error: new ThreadloftError('archive-unsafe', {
      path: archive,
      reason: `the path ${JSON.stringify(name)} leads out of the archive`,
    }),
  }))
  return [...listed, ...refused, ...lost.map(error => ({ path: String(error.details['path']), error }))]
}

const isWarc = /^archive\/[^/]{1,300}\.warc(?:\.gz)?$/i

async function listWacz(archive: string, entries: readonly ZipEntry[], cancelled: AbortSignal): Promise<ListedFile[]> {
  const listed: ListedFile[] = []
  for (const entry of entries.filter(({ name }) => isWarc.test(name))) {
    const place = `${archive}/${entry.name}`
    const start = await storedBytesAt(archive, entry)
    if (start === null)
      listed.push({
        path: place,
        error: new ThreadloftError('archive-unsafe', { path: place, reason: 'packed twice: unpack it first' }),
      })
    else listed.push(...(await listWarc(warcInFile(place, archive, 'wacz', start, entry.size), cancelled)))
  }
  return listed
}

function namesByFolder(entries: readonly ZipEntry[]): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>()
  for (const { name } of entries) {
    const parts = name.split('/')
    for (let depth = 0; depth < parts.length; depth++) {
      const folder = parts.slice(0, depth).join('/')
      const names = folders.get(folder)
      if (names) names.add(parts[depth]!)
      else folders.set(folder, new Set([parts[depth]!]))
    }
  }
  return folders
}

function isPage(name: string, folders: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const parts = name.split('/')
  return (
    !partOfPage.test(name) &&
    !parts.some(
      (part, depth) =>
        systemNames.has(part.toLowerCase()) || isBesidePage(part, folders.get(parts.slice(0, depth).join('/')) ?? []),
    )
  )
}

/** The pictures and styles that a page of the archive may show, by path from its folder. */
async function around(page: ZipEntry, entries: readonly ZipEntry[], pages: number): Promise<Map<string, Uint8Array>> {
  const folder = path.posix.dirname(page.name)
  const stem = path.posix.basename(page.name).replace(/\.[^.]+$/, '')
  const beside = new Map<string, Uint8Array>()
  let left = mostPicturesBytes
  for (const entry of entries) {
    const relative = folder === '.' ? entry.name : path.posix.relative(folder, entry.name)
    if (relative.startsWith('..') || !shown.test(`/${entry.name}`)) continue
    if (pages > fewPages && !relative.startsWith(stem)) continue
    left -= entry.size
    if (left < 0) break
    beside.set(relative, await entry.read())
  }
  return beside
}

/** What index.rdf of a MAFF archive tells of the page in each of its folders. */
async function mozillaNotes(
  entries: readonly ZipEntry[],
): Promise<Map<string, { url: string | null; savedAt: string | null }>> {
  const notes = new Map<string, { url: string | null; savedAt: string | null }>()
  for (const entry of entries.filter(({ name }) => path.posix.basename(name) === 'index.rdf')) {
    const rdf = decodeBytes(await entry.read()).text
    const url = /MAF:originalurl[^>]{0,50}?resource="([^"]+)"/i.exec(rdf)?.[1]?.replaceAll('&amp;', '&') ?? null
    const time = Date.parse(/MAF:archivetime[^>]{0,50}?resource="([^"]+)"/i.exec(rdf)?.[1] ?? '')
    notes.set(path.posix.dirname(entry.name), {
      url,
      savedAt: Number.isNaN(time) ? null : new Date(time).toISOString(),
    })
  }
  return notes
}
