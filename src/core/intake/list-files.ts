import { lstat, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { ThreadloftError } from '../errors.ts'

/** One file an import was given, or one path that could not be looked at, with the reason. */
export type ListedFile =
  | { readonly path: string; readonly size: number; readonly modifiedAt: string }
  | { readonly path: string; readonly error: ThreadloftError }

/** Names that systems put into folders by themselves. */
const systemNames = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '__macosx'])
/** How browsers of many languages name the folder beside a saved page: Thread_files, Thread.files, Thread-Dateien … */
const besidePage =
  /^(.+?)(?:[_-](?:files|dateien|fichiers|archivos|file|bestanden|filer|filer|tiedostot|pliki|soubory|arquivos|ficheiros|elemei|datoteke|fajlovi|dosyalar|failid|fails|bylos|fitxers|fitxategiak)|\.files|_파일|_ファイル|的文件|_文件|\.data)$/i
const pageEnding = /\.(?:html?|xhtml|shtml|php|asp|aspx|jsp|mht|mhtml|txt)$/i

/**
 * Every file below the paths given, in the order of their names. Left out: what systems put into folders, folders that
 * hold a saved page's pictures, and links inside folders (a path given by hand may be a link). A path that cannot be
 * looked at comes back with its reason.
 */
export async function listFiles(paths: readonly string[], cancelled: AbortSignal): Promise<ListedFile[]> {
  const listed: ListedFile[] = []
  const seen = new Set<string>()
  const waiting = paths.map(given => ({ path: path.resolve(given), byHand: true })).toReversed()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (cancelled.aborted) break
    if (seen.has(next.path)) continue
    seen.add(next.path)
    try {
      const entry = await (next.byHand ? stat(next.path) : lstat(next.path))
      if (entry.isDirectory()) {
        const names = (await readdir(next.path)).sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
        const inside = names.filter(name => !systemNames.has(name.toLowerCase()) && !isBesidePage(name, names))
        waiting.push(...inside.map(name => ({ path: path.join(next.path, name), byHand: false })).toReversed())
      } else if (entry.isFile())
        listed.push({ path: next.path, size: entry.size, modifiedAt: entry.mtime.toISOString() })
    } catch (thrown) {
      listed.push({ path: next.path, error: fileError(next.path, thrown) })
    }
  }
  return listed
}

/** Whether a name is that of the picture folder of a page that lies beside it. */
function isBesidePage(name: string, siblings: readonly string[]): boolean {
  const stem = besidePage.exec(name)?.[1]?.toLowerCase()
  return (
    stem !== undefined &&
    siblings.some(sibling => pageEnding.test(sibling) && sibling.toLowerCase().replace(pageEnding, '') === stem)
  )
}

/** A file system's refusal as a reason a person can act on. */
export function fileError(file: string, thrown: unknown): ThreadloftError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const known = ({ ENOENT: 'file-missing', ENOTDIR: 'file-missing', ENOSPC: 'disk-full' } as const)[code]
  return new ThreadloftError(
    known ?? 'file-unreadable',
    { path: file, reason: code || String(thrown) },
    { cause: thrown },
  )
}
