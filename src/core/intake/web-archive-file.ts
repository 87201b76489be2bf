/* Safari's .webarchive: a page and what it shows in one binary property list. */
import { ThreadloftError } from '../errors.ts'
import type { PropertyValue } from './property-list.ts'
import { readPropertyList } from './property-list.ts'
import { withoutFrameset } from './frame-pages.ts'
import type { Container, Resource, SavedPage, SourceFile } from './saved-page.ts'
import { startsWithAny } from './signature.ts'

export const webArchiveFile: Container = {
  id: 'webarchive',
  accepts: file => startsWithAny(file.bytes, ['bplist00']),
  open: openWebArchive,
}

interface Part {
  readonly bytes: Uint8Array
  readonly url: string | null
  readonly type: string | null
  readonly charset: string | null
}

function openWebArchive(file: SourceFile): SavedPage[] {
  const list = readPropertyList(file.bytes)
  if (!list) throw new ThreadloftError('archive-damaged', { path: file.name, reason: 'no readable property list' })
  const main = partOf(dictionary(list)?.get('WebMainResource'))
  if (!main) throw new ThreadloftError('not-a-forum-page', { path: file.name })
  const resources = new Map<string, Resource>()
  collect(list, resources)
  const url = main.url !== null && /^https?:\/\/[^/]/i.test(main.url) ? main.url : null
  return withoutFrameset(
    {
      container: 'webarchive',
      name: file.name,
      bytes: main.bytes,
      charset: main.charset,
      url,
      savedAt: null,
      resource: address => resources.get(absolute(address, url)) ?? resources.get(address) ?? null,
    },
    file,
  )
}

const dictionary = (value: PropertyValue | undefined): ReadonlyMap<string, PropertyValue> | null =>
  value instanceof Map ? (value as ReadonlyMap<string, PropertyValue>) : null

function partOf(value: PropertyValue | undefined): Part | null {
  const part = dictionary(value)
  const bytes = part?.get('WebResourceData')
  if (!part || !(bytes instanceof Uint8Array)) return null
  const words = (name: string): string | null => {
    const written = part.get(name)
    return typeof written === 'string' ? written : null
  }
  return {
    bytes,
    url: words('WebResourceURL'),
    type: words('WebResourceMIMEType'),
    charset: words('WebResourceTextEncodingName'),
  }
}

/** Every resource of the page and of the pages in its frames, by address. */
function collect(list: PropertyValue, resources: Map<string, Resource>): void {
  const waiting: PropertyValue[] = [list]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const archive = dictionary(next)
    if (!archive) continue
    for (const value of [archive.get('WebMainResource'), ...listOf(archive.get('WebSubresources'))]) {
      const part = partOf(value)
      if (part && part.url !== null) resources.set(part.url, { bytes: part.bytes, type: part.type })
    }
    waiting.push(...listOf(archive.get('WebSubframeArchives')))
  }
}

const listOf = (value: PropertyValue | undefined): readonly PropertyValue[] =>
  Array.isArray(value) ? (value as readonly PropertyValue[]) : []

const absolute = (address: string, base: string | null): string =>
  URL.canParse(address, base ?? undefined) ? new URL(address, base ?? undefined).href : address
