import type { ExportLabels } from '../export/export-options.ts'
import { m } from '../../messages/generated/messages.js'

const locales = ['en', 'zh-Hans', 'zh-Hant'] as const
type Locale = (typeof locales)[number]

/** The language of ours that was asked for; English for one we have not. */
export function exportLocale(asked: string): Locale {
  return locales.find(locale => locale === asked) ?? 'en'
}

/** The words of exported documents in a language. */
export function exportLabels(locale: Locale): ExportLabels {
  const language = { locale }
  return {
    forum: m.export_forum({}, language),
    board: m.export_board({}, language),
    address: m.export_address({}, language),
    saved: m.export_saved({}, language),
    posts: m.export_posts({}, language),
    pages: m.export_pages({}, language),
    pagesPresent: (present, pages) => m.export_pages_present({ present, pages }, language),
    floor: floor => m.export_floor({ floor }, language),
    unknownPoster: m.export_unknown_poster({}, language),
    quoteOf: author => m.export_quote_of({ author }, language),
    attachment: m.export_attachment({}, language),
    pictureMissing: m.export_picture_missing({}, language),
    picture: m.export_picture({}, language),
    hidden: m.export_hidden({}, language),
    poll: m.export_poll({}, language),
    votes: votes => m.export_votes({ votes }, language),
    edited: m.export_edited({}, language),
    notice: m.export_notice({}, language),
    ratings: m.export_ratings({}, language),
  }
}

/** The name of a thread without a title. */
export function untitled(locale: Locale): string {
  return m.export_untitled({}, { locale })
}
