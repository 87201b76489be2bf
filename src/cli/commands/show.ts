import type { Command } from 'commander'
import type { Output } from '../../core/contract/index.ts'
import type { Post } from '../../core/model/library.ts'
import { m } from '../../messages/generated/messages.js'
import type { Ask, CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, readLibrary, wholeNumber } from '../command.ts'
import { postsText } from '../render/posts.ts'

const postsPerCall = 1_000

/** `threadloft show THREAD`: a whole thread, in the shape of `inspect` with the library's own ids. */
export function addShow(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'show <thread>', m.cli_show()).action(async (written: string, options: CommonOptions) => {
    const threadId = wholeNumber('show', written)
    const shown = await readLibrary(surroundings, options, ask => wholeThread(ask, threadId))
    answerWith(surroundings, options, shown, () => postsText(shown, surroundings.terminal))
  })
}

async function wholeThread(ask: Ask, threadId: number) {
  const detail = await ask('threads.open', { threadId })
  const { forums } = await ask('threads.boards', {})
  const posts: Post[] = []
  for (let total = 1; posts.length < total;) {
    const range: Output<'posts.range'> = await ask('posts.range', {
      threadId,
      start: posts.length,
      limit: postsPerCall,
    })
    if (range.posts.length === 0) break
    posts.push(...range.posts)
    total = range.total
  }
  return {
    engine: detail.engine,
    confidence: detail.confidence,
    forum: { name: detail.forum, host: forums.find(forum => forum.id === detail.forumId)?.host ?? null },
    board: detail.board === null ? null : { name: detail.board },
    thread: {
      title: detail.title,
      id: detail.id,
      externalId: detail.externalId,
      url: detail.url,
      page: null,
      pages: detail.pages,
      pagesPresent: detail.pagesPresent,
      digest: detail.digest,
      views: detail.views,
    },
    posts,
    sources: detail.sources,
    removed: detail.removed,
    problems: detail.problems,
  }
}
