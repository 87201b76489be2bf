import type { Post, ThreadDetail } from '../model/library.ts'

/** The thread as JSON Lines: the thread first, then every post, each with all that the library holds of it. */
export function jsonLines(thread: ThreadDetail, posts: readonly Post[]): string {
  const lines = [{ kind: 'thread', ...thread }, ...posts.map(post => ({ kind: 'post', ...post }))]
  return lines.map(line => JSON.stringify(line) + '\n').join('')
}
