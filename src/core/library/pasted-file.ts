/* What was pasted, as a file: clipboards hold a page as markup, as plain text, or as both. */
import { asThreadloftError, ThreadloftError } from '../errors.ts'
import type { SourceFile } from '../intake/saved-page.ts'
import type { FileReading } from './file-reading.ts'
import type { PageReaders } from './page-readers.ts'

const confidences = ['guess', 'likely', 'sure']

/** The form of a paste that is read with most confidence, and then most posts; the markup where they are alike. */
export async function bestPaste(
  { readers, now }: { readonly readers: PageReaders; readonly now: () => Date },
  given: { readonly html: string | null; readonly text: string | null },
): Promise<SourceFile> {
  const html = given.html && fileOf(given.html, 'html', now())
  const text = given.text && fileOf(given.text, 'txt', now())
  if (!html || !text) {
    const only = html || text
    if (!only) throw new ThreadloftError('bad-input', { name: 'paste', reason: 'there is nothing in it' })
    return only
  }
  const [ofHtml, ofText] = [await worthOf(readers, html), await worthOf(readers, text)]
  return ofText > ofHtml ? text : html
}

function fileOf(content: string, ending: 'html' | 'txt', now: Date): SourceFile {
  const at = now.toISOString()
  const name = `pasted ${at.slice(0, 19).replace('T', ' ').replaceAll(':', '-')}.${ending}`
  return { path: null, name, bytes: Buffer.from(content, 'utf8'), modifiedAt: at }
}

const mostPosts = 100_000

async function worthOf(readers: PageReaders, file: SourceFile): Promise<number> {
  const reading: FileReading | ThreadloftError = await readers.read(file).catch(asThreadloftError)
  if (reading instanceof ThreadloftError) return -1
  const worths = reading.pages.map(page => {
    const { posts, confidence } = page.reading
    return posts.length === 0 ? -1 : confidences.indexOf(confidence) * mostPosts + posts.length
  })
  return Math.max(-1, ...worths)
}
