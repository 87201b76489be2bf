import { readFileSync } from 'node:fs'
import type { exportsContract } from '../contract/exports.ts'
import type { postsContract } from '../contract/posts.ts'
import { postView } from '../contract/posts.ts'
import type { Handlers } from '../contract/procedure.ts'
import type { threadsContract } from '../contract/threads.ts'
import { pictureType } from '../intake/picture-type.ts'
import type { Post } from '../model/library.ts'
import { assetFile } from '../store/assets.ts'
import { renderThread } from './export-thread.ts'
import { withoutMissing } from './missing-file.ts'

type Questions = Handlers<Pick<typeof threadsContract, 'threads.open'> & Pick<typeof postsContract, 'posts.range'>>

const postsAtOnce = 1_000

/** Answers exports.render out of the library's own answers, so that an export says what the screens say. */
export function renderHandlers(
  questions: Questions,
  folder: string,
): Handlers<Pick<typeof exportsContract, 'exports.render'>> {
  return {
    'exports.render': async ({ threadId, format, locale }) => {
      const thread = await questions['threads.open']({ threadId })
      return renderThread(
        { thread, posts: await allPosts(questions, threadId), picture: asset => keptPicture(folder, asset) },
        format,
        locale,
      )
    },
  }
}

async function allPosts(questions: Questions, threadId: number): Promise<Post[]> {
  const posts: Post[] = []
  for (;;) {
    const run = await questions['posts.range']({
      threadId,
      view: postView.parse({}),
      start: posts.length,
      limit: postsAtOnce,
    })
    posts.push(...run.posts)
    if (run.posts.length < postsAtOnce || posts.length >= run.total) return posts
  }
}

function keptPicture(folder: string, asset: string): { bytes: Uint8Array; type: string } | null {
  const bytes = withoutMissing(() => readFileSync(assetFile(folder, asset.replace('assets/', ''))))
  const type = bytes && pictureType(bytes)
  return bytes && type ? { bytes, type } : null
}
