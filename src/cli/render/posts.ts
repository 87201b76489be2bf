import type { Post } from '../../core/model/library.ts'
import type { PostReading } from '../../core/model/reading.ts'
import { m } from '../../messages/generated/messages.js'
import type { Terminal } from '../terminal.ts'
import { harmless, oneLine } from './width.ts'

/** What a page read and a thread of the library have in common. */
export interface ShownPosts {
  readonly engine: string
  readonly confidence: string
  readonly forum: { readonly name: string | null; readonly host: string | null }
  readonly board: { readonly name: string } | null
  readonly thread: {
    readonly title: string
    readonly url: string | null
    readonly page: number | null
    readonly pages: number | null
  }
  readonly posts: readonly (Post | PostReading)[]
  readonly removed: readonly unknown[]
  readonly problems: readonly { readonly code: string; readonly message: string }[]
}

/** A thread to be read in the terminal: a head, then each post under who wrote it, where and when. */
export function postsText(shown: ShownPosts, { colors }: Terminal): string {
  const { thread, forum, board } = shown
  const place = [forum.name ?? forum.host, board?.name].filter(Boolean).join(' · ')
  const pages = thread.page === null ? null : m.cli_page_of({ page: thread.page, pages: thread.pages ?? '?' })
  const head = [
    colors.bold(oneLine(thread.title)),
    ...[place, thread.url, pages].filter(Boolean).map(line => colors.dim(oneLine(line!))),
    colors.dim(
      m.cli_read_by({ engine: shown.engine, confidence: confidenceText(shown.confidence), posts: shown.posts.length }),
    ),
    ...(shown.removed.length > 0 ? [colors.dim(m.cli_removed({ count: shown.removed.length }))] : []),
    ...shown.problems.map(problem => colors.yellow(oneLine(`${problem.code}: ${problem.message}`))),
  ]
  const posts = shown.posts.map(post => {
    const facts = [post.floorLabel ?? (post.floor === null ? null : `#${post.floor}`), post.author.name, post.postedAt]
    const line = oneLine(facts.filter(Boolean).join(' · '))
    const notices = post.notices.map(notice => colors.dim(oneLine(notice.text)))
    return [colors.bold(colors.cyan(line)), ...notices, harmless(post.text)].join('\n')
  })
  return [head.join('\n'), ...posts].join('\n\n')
}

function confidenceText(confidence: string): string {
  if (confidence === 'sure') return m.cli_confidence_sure()
  return confidence === 'likely' ? m.cli_confidence_likely() : m.cli_confidence_guess()
}
