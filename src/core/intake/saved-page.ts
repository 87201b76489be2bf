/* What intake hands to the engines: one saved page out of whatever container it came in. */
import type { ThreadloftError } from '../errors.ts'
import type { Problem } from '../model/reading.ts'

export interface Resource {
  readonly bytes: Uint8Array
  /** As declared by the container, else null; the bytes decide. */
  readonly type: string | null
}

export interface SavedPage {
  /** Path inside its container; the file's own name for a plain file. */
  readonly name: string
  readonly content: { readonly kind: 'html' | 'text'; readonly text: string }
  readonly container: string
  readonly charset: string
  readonly charsetFrom: string
  /** The address the page was saved from, where the container tells it. */
  readonly url: string | null
  /** ISO instant, and what told it. */
  readonly savedAt: string | null
  readonly savedAtFrom: 'container' | 'page' | 'file' | null
  readonly problems: readonly Problem[]
  /** The bytes saved for an address of the page (as written in it), or null. Nothing outside the save is ever read. */
  resource(address: string): Resource | null
}

/** One file given to an import, its bytes already read. */
export interface SourceFile {
  /** Absolute path on disk, for finding the pictures beside it; null for pasted or uploaded bytes. */
  readonly path: string | null
  readonly name: string
  /** How people know it, where its path is a temporary one. */
  readonly shownAs?: string
  readonly bytes: Uint8Array
  /** ISO instant of the file's last change, or null. */
  readonly modifiedAt: string | null
  /** For a page out of an archive: what lies around it there, by path from the page's own folder or by web address. */
  readonly beside?: ReadonlyMap<string, Uint8Array>
  /** The address and saving time that the archive tells of the page. */
  readonly url?: string | null
  readonly savedAt?: string | null
  /** The kind of archive, and the charset that it says the page is in. */
  readonly container?: string
  readonly charset?: string | null
}

/** One file an import was given, or one path that could not be looked at, with the reason. */
export type ListedFile =
  | { readonly path: string; readonly size: number; read(): Promise<SourceFile> }
  | { readonly path: string; readonly error: ThreadloftError }

/** One kind of container: told by content, never by file name alone. */
export interface Container {
  readonly id: string
  accepts(file: SourceFile): boolean
  /** The pages in the file. Throws ThreadloftError for a file that is damaged or unsafe as a whole. */
  open(file: SourceFile): SavedPage[] | Promise<SavedPage[]>
}
