import path from 'node:path'
import type { Command } from 'commander'
import type { EventData } from '../../core/contract/events.ts'
import { ThreadloftError } from '../../core/errors.ts'
import { connectLibrary } from '../../core/library/connect.ts'
import type { LibraryConnection } from '../../core/library/connect.ts'
import type { WatchedFolder } from '../../core/model/imports.ts'
import { isOver } from '../../core/model/imports.ts'
import { m } from '../../messages/generated/messages.js'
import type { Ask, CommonOptions, Surroundings } from '../command.ts'
import { addCommand, answerWith, askOf, libraryFolder, readLibrary } from '../command.ts'
import { onInterrupt } from '../interrupt.ts'
import { importReportText } from '../render/import-report.ts'
import { table } from '../render/table.ts'

const changes: Readonly<Record<string, (ask: Ask, folder: string) => Promise<unknown>>> = {
  add: (ask, folder) => ask('watch.add', { path: folder }),
  remove: (ask, folder) => ask('watch.remove', { path: folder }),
  on: (ask, folder) => ask('watch.set', { path: folder, isOn: true }),
  off: (ask, folder) => ask('watch.set', { path: folder, isOn: false }),
}

/** `threadloft watch`: lists watched folders; `add|remove|on|off FOLDER` changes them, `run` watches until Ctrl+C. */
export function addWatch(program: Command, surroundings: Surroundings): void {
  addCommand(program, 'watch [action] [folder]', m.cli_watch()).action(
    async (asked: string | undefined, folder: string | undefined, options: CommonOptions) => {
      const action = asked ?? 'list'
      if (action === 'list') return list(surroundings, options)
      if (action === 'run') return watchOn(surroundings, options)
      const change = Object.hasOwn(changes, action) ? changes[action] : undefined
      if (!change) throw new ThreadloftError('bad-input', { name: action, reason: m.cli_watch_actions() })
      if (folder === undefined)
        throw new ThreadloftError('bad-input', { name: action, reason: m.cli_watch_needs_folder() })
      const library = await connect(surroundings, options, false)
      try {
        await change(askOf(library), path.resolve(folder))
        const answer = await askOf(library)('watch.list', {})
        answerWith(surroundings, options, answer, () => foldersText(answer.folders, surroundings))
      } finally {
        await library.close()
      }
    },
  )
}

const connect = ({ entries }: Surroundings, options: CommonOptions, watch: boolean): Promise<LibraryConnection> =>
  connectLibrary({ folder: libraryFolder(options), entries, readers: 1, watch })

async function list(surroundings: Surroundings, options: CommonOptions): Promise<void> {
  const answer = await readLibrary(surroundings, options, ask => ask('watch.list', {}))
  answerWith(surroundings, options, answer, () => foldersText(answer.folders, surroundings))
}

function foldersText(folders: readonly WatchedFolder[], { terminal }: Surroundings): string {
  if (folders.length === 0) return m.cli_watch_none()
  const stateOf = ({ isOn, isThere }: WatchedFolder): string =>
    !isThere ? m.cli_watch_gone() : isOn ? m.cli_watch_on() : m.cli_watch_off()
  return table(
    [
      { head: m.cli_head_folder(), flexible: true },
      { head: m.cli_head_state() },
      { head: m.cli_head_taken(), align: 'right' },
    ],
    folders.map(folder => [folder.path, stateOf(folder), String(folder.taken)]),
    terminal.width,
  )
}

/** Watches until it is interrupted, and gives the report of every run that it led to. */
async function watchOn(surroundings: Surroundings, options: CommonOptions): Promise<void> {
  const library = await connect(surroundings, options, true)
  const ask = askOf(library)
  const end = Promise.withResolvers<null>()
  const stopHearing = onInterrupt(() => end.resolve(null))
  const stopListening = library.on((name, data) => {
    if (name !== 'imports.progress') return
    const { runId, state } = data as EventData<'imports.progress'>
    if (!isOver(state) || state === 'interrupted') return
    void ask('imports.report', { runId }).then(report =>
      answerWith(surroundings, options, report, () => importReportText(report, surroundings.terminal)),
    )
  })
  try {
    if (library.readOnlyReason) throw new ThreadloftError(library.readOnlyReason.code, library.readOnlyReason.details)
    const { folders } = await ask('watch.list', {})
    surroundings.terminal.note(m.cli_watch_running({ count: folders.filter(folder => folder.isOn).length }))
    await Promise.race([end.promise, library.lost])
  } finally {
    stopListening()
    stopHearing()
    await library.close()
  }
}
