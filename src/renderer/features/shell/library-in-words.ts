import type { Output } from '../../../core/contract/index.ts'
import type { LibraryStats } from '../../../core/model/library.ts'
import { m } from '../../../messages/generated/messages.js'
import { reasonText } from '../../../messages/reason-text.ts'

/** What a library holds, in a line. */
export const libraryInWords = ({ threads, posts, posters }: LibraryStats): string =>
  m.rest_holds({
    threads: m.threads_count({ count: threads }),
    posts: m.rest_posts({ count: posts }),
    people: m.rest_people({ count: posters }),
  })

type LibraryInfo = Output<'library.info'>

/** Why a library can only be read, and what to do about it. */
export const readOnlyInWords = ({ path, readOnlyReason }: LibraryInfo): string =>
  reasonText({ code: readOnlyReason ?? '', message: m.settings_read_only(), details: { path } }, path)

/** What everybody should know who uses the library as it is now; empty for a library that is as it should be. */
export function stateInWords({ readOnly, readOnlyReason, doubt }: LibraryInfo): string[] {
  const state = readOnly ? [banners[readOnlyReason ?? 'library-read-only']?.() ?? m.settings_read_only()] : []
  return doubt === null ? state : [...state, m.banner_doubt()]
}

const banners: Readonly<Record<string, () => string>> = {
  'library-locked': m.banner_locked,
  'library-read-only': m.banner_read_only,
  'library-newer': m.banner_newer,
  'disk-full': m.banner_full,
}
