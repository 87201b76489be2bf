/* The manual in the three languages, as parts that the screen draws; the texts are docs/help. */
import type { MarkedToken, Token } from 'marked'
import { lexer } from 'marked'
import en from '../../../../docs/help/en.md?raw'
import hans from '../../../../docs/help/zh-Hans.md?raw'
import hant from '../../../../docs/help/zh-Hant.md?raw'
import type { Locale } from '../../state/locale.svelte.ts'

const texts: Readonly<Record<Locale, string>> = { en, 'zh-Hans': hans, 'zh-Hant': hant }

export interface Chapter {
  readonly title: string
  readonly parts: readonly MarkedToken[]
}

/** The chapters of the manual: what stands under each of its headings. */
export function manual(locale: Locale): Chapter[] {
  const chapters: { title: string; parts: MarkedToken[] }[] = []
  for (const token of lexer(texts[locale])) {
    if (!isKnown(token)) continue
    if (token.type === 'heading') chapters.push({ title: token.text, parts: [] })
    else chapters.at(-1)?.parts.push(token)
  }
  return chapters
}

/** Without extensions the lexer makes no others. */
export const isKnown = (token: Token): token is MarkedToken => 'type' in token && typeof token.raw === 'string'
