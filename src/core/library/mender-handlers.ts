/* The calls for which the library is closed to everyone else. */
import type { ContractAt } from '../contract/index.ts'
import type { Emit } from '../contract/events.ts'
import type { Handlers } from '../contract/procedure.ts'
import { keptFiles } from '../store/kept-file.ts'
import { salvageDatabase } from '../store/salvage.ts'
import { listBackups, restoreLibrary } from './back-up.ts'
import { systemClock } from './ports.ts'

/** Answers the calls that put another database in the place of the present one. */
export function menderHandlers(folder: string, emit: Emit): Handlers<ContractAt<'mender'>> {
  const replacing = <Answer>(answer: Answer): Answer => {
    emit('library.replaced', {})
    return answer
  }
  return {
    'backups.restore': ({ name }) => replacing(restoreLibrary(folder, name, systemClock)),
    'services.salvage': () =>
      replacing(
        salvageDatabase(folder, systemClock.now(), (done, total) =>
          emit('upkeep.progress', { task: 'salvage', done, total }),
        ),
      ),
    'library.examine': () => ({
      path: folder,
      backups: listBackups(folder, true),
      originals: keptFiles(folder, 'originals').length,
    }),
  }
}
