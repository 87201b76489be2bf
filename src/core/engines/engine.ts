/*
 * What an engine is: one forum software's pages understood. An engine reads structure (ids, classes, microdata,
 * embedded JSON), never one site's words, and hands over body nodes; `clean` makes text and safe HTML of them.
 */
import type { PageDraft } from '../clean/draft.ts'
import type { Document } from '../text/dom.ts'

/** How sure an engine is that a page is its own; the best grade wins, the order of the list breaks ties. */
export type Grade = 'sure' | 'likely' | 'no'

/** A page to be read: what the container knew of it, and its content as a tree or as copied text. */
interface PageOrigin {
  /** The address the page was saved from, where the container or the page's own marks tell it. */
  readonly url: string | null
  /** When it was saved, for relative times; null where nothing tells. */
  readonly savedAt: Date | null
  /** File name, for what it may tell (wget keeps the query there). */
  readonly name: string
}
export interface HtmlPage extends PageOrigin {
  readonly kind: 'html'
  readonly document: Document
  /** The markup as parsed, anti-copy noise already out; for engines that read embedded scripts. */
  readonly source: string
  /** The file reaches the page's own end; of a page that was cut off, what is not there may have been there. */
  readonly isWhole: boolean
}
export interface TextPage extends PageOrigin {
  readonly kind: 'text'
  /** Line ends are \n; all else is as copied, trailing spaces and no-break spaces included. */
  readonly text: string
}
export type Page = HtmlPage | TextPage

export interface Engine {
  /** Kebab-case, as stored with every page: phpwind, discuz, xenforo-2. */
  readonly id: string
  /** As shown to people. */
  readonly name: string
  /** How sure this engine is of a page; cheap, and never throws. */
  detect(page: HtmlPage): Grade
  read(page: HtmlPage): PageDraft
  /** The same for text copied from a page, where the engine's copies can be told apart. */
  readonly copiedText?: { detect(page: TextPage): Grade; read(page: TextPage): PageDraft }
}
