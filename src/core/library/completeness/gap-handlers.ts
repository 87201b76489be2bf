/* Answers to what is asked of gaps, versions and saved pages, at the reader and at the keeper. */
import type { gapsContract } from '../../contract/gaps.ts'
import type { Handlers } from '../../contract/procedure.ts'
import { countUncounted } from '../../store/completeness.ts'
import { listGaps } from '../../store/gap-report.ts'
import { latestPageOf, savedPageInfo, versionsOfPost } from '../../store/post-versions.ts'
import type { ReadableDB } from '../../store/sql.ts'
import { addressesToOpen, renderGaps } from './gap-report.ts'
import { threadGaps } from './thread-gaps.ts'

type Answered = Omit<typeof gapsContract, 'gaps.count' | 'gaps.export' | 'pages.render'>

/** Answers questions about gaps, versions and saved pages; each answer is of one moment. */
export function gapHandlers(db: ReadableDB): Handlers<Answered> {
  const atOnce = <Answer>(question: () => Answer): Answer => db.transaction(question)()
  return {
    'threads.gaps': ({ threadId }) => atOnce(() => threadGaps(db, threadId)),
    'library.gaps': input => atOnce(() => ({ ...listGaps(db, input), uncounted: countUncounted(db) })),
    'gaps.addresses': ({ filter, threadIds }) => atOnce(() => ({ addresses: addressesToOpen(db, filter, threadIds) })),
    'gaps.render': input => atOnce(() => renderGaps(db, input)),
    'posts.versions': ({ postId }) => atOnce(() => versionsOfPost(db, postId)),
    'pages.saved': asked =>
      atOnce(() => savedPageInfo(db, 'pageId' in asked ? asked.pageId : latestPageOf(db, asked.postId))),
  }
}
