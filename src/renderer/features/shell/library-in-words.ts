import type { LibraryStats } from '../../../core/model/library.ts'
import { m } from '../../../messages/generated/messages.js'
import { getLocale } from '../../../messages/generated/runtime.js'

/** What a library holds, in a line. */
export function libraryInWords({ threads, posts, posters }: LibraryStats): string {
  // A number that is written with separators is many in every language, so that the right form is still found.
  const count = (number: number): string => number.toLocaleString(getLocale())
  return m.rest_holds({
    threads: m.threads_count({ count: count(threads) }),
    posts: m.threads_posts({ count: count(posts) }),
    people: m.members_count({ count: count(posters) }),
  })
}
