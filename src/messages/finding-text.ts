/* What a check found, in words, and what to do about it; the command line and the screens say the same. */
import type { FindingKind } from '../core/model/upkeep.ts'
import { m } from './generated/messages.js'

const kinds: Readonly<Record<FindingKind, () => string>> = {
  'database-damaged': m.finding_database_damaged,
  'orphan-row': m.finding_orphan_row,
  'original-missing': m.finding_original_missing,
  'original-altered': m.finding_original_altered,
  'asset-missing': m.finding_asset_missing,
  'asset-altered': m.finding_asset_altered,
  'asset-unnoted': m.finding_asset_unnoted,
  'file-foreign': m.finding_file_foreign,
  'file-unused': m.finding_file_unused,
  'post-not-indexed': m.finding_post_not_indexed,
  'index-without-post': m.finding_index_without_post,
  'index-outdated': m.finding_index_outdated,
  'index-damaged': m.finding_index_damaged,
  'post-without-text': m.finding_post_without_text,
  'body-altered': m.finding_body_altered,
  'card-altered': m.finding_card_altered,
  'sighting-missing': m.finding_sighting_missing,
  'row-unseen': m.finding_row_unseen,
  'row-outdated': m.finding_row_outdated,
  'count-wrong': m.finding_count_wrong,
}

/** What is wrong. */
export const findingText = (kind: FindingKind): string => kinds[kind]()

/** What to do about it. */
export function findingAdvice(kind: FindingKind): string {
  switch (kind) {
    case 'original-missing':
    case 'original-altered':
      return m.finding_do_original()
    case 'asset-missing':
    case 'asset-altered':
      return m.finding_do_asset()
    case 'file-foreign':
      return m.finding_do_foreign()
    case 'file-unused':
      return m.finding_do_unused()
    case 'row-unseen':
      return m.finding_do_unseen()
    default:
      return m.finding_do_repair()
  }
}
