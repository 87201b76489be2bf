import { setImmediate } from 'node:timers/promises'
import type { ContractAt } from '../contract/index.ts'
import type { Emit } from '../contract/events.ts'
import type { Handlers } from '../contract/procedure.ts'
import type { ReadableDB } from '../store/sql.ts'
import { backUp } from './back-up.ts'
import { systemClock } from './ports.ts'
import { renderSavedPage } from './render-saved-page.ts'
import { verifyLibrary } from './verify-library.ts'

export interface KeeperPorts {
  readonly db: ReadableDB
  readonly folder: string
  readonly emit: Emit
}

/** Answers the calls that look at the whole library and take their time; `close` cancels them and waits for their end. */
export function keeperHandlers({ db, folder, emit }: KeeperPorts): {
  handlers: Handlers<ContractAt<'keeper'>>
  close: () => Promise<void>
} {
  const closing = new AbortController()
  let last: Promise<unknown> = Promise.resolve()
  const kept = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
    last = work.catch(() => undefined)
    return work
  }
  return {
    handlers: {
      'services.verify': () =>
        kept(
          verifyLibrary({
            db,
            folder,
            cancelled: closing.signal,
            tell: (done, total) => emit('upkeep.progress', { task: 'verify', done, total }),
          }),
        ),
      'pages.render': async ({ pageId, postId }) => ({ html: await kept(renderSavedPage(db, folder, pageId, postId)) }),
      'backups.make': ({ reason }) => backUp(db, folder, reason, systemClock),
    },
    async close() {
      closing.abort()
      await last
      // What the work answered goes out first.
      await setImmediate()
    },
  }
}
