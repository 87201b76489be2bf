import type { LibraryStats } from '../../../core/model/library.ts'
import { m } from '../../../messages/generated/messages.js'

/** What a library holds, in a line. */
export const libraryInWords = ({ threads, posts, posters }: LibraryStats): string =>
  m.rest_holds({
    threads: m.threads_count({ count: threads }),
    posts: m.rest_posts({ count: posts }),
    people: m.rest_people({ count: posters }),
  })
