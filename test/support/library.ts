/* A real library in a folder of its own, with its threads, for one test. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Call, Input, Output, ProcedureName } from '../../src/core/contract/index.ts'
import type { Reply } from '../../src/core/contract/procedure.ts'
import { valueOf } from '../../src/core/contract/procedure.ts'
import type { LibraryConnection } from '../../src/core/library/connect.ts'
import { connectLibrary } from '../../src/core/library/connect.ts'
import type { ImportReport } from '../../src/core/model/imports.ts'
import { isOver } from '../../src/core/model/imports.ts'

export const workerEntries = new URL('../../src/worker/', import.meta.url)

export interface TestLibrary {
  readonly folder: string
  readonly connection: LibraryConnection
  /** The value of a call; a refusal is thrown. */
  ask<Name extends ProcedureName>(name: Name, input: Input<Name>): Promise<Output<Name>>
  /** Runs an import to its end and answers its report. */
  importAll(...paths: string[]): Promise<ImportReport>
  /** Goes on with a run that was cut short, to its end. */
  continueRun(runId: number): Promise<ImportReport>
  close(): Promise<void>
}

/** A folder that is gone when the test is over. */
export function scratchFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'threadloft-test-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Opens a library with its writer, reader and page reader threads. */
export async function openTestLibrary(folder: string, entries = workerEntries): Promise<TestLibrary> {
  const connection = await connectLibrary({ folder, entries, readers: 1 })
  const ask = async <Name extends ProcedureName>(name: Name, input: Input<Name>): Promise<Output<Name>> =>
    valueOf((await connection.call(name, input)) as Awaited<ReturnType<Call>> as Reply<Output<Name>>)
  return {
    folder,
    connection,
    ask,
    async importAll(...paths) {
      const { runId } = await ask('imports.start', { paths })
      return finishedReport(ask, runId)
    },
    async continueRun(runId) {
      await ask('imports.continue', { runId })
      return finishedReport(ask, runId)
    },
    close: () => connection.close(),
  }
}

async function finishedReport(ask: TestLibrary['ask'], runId: number): Promise<ImportReport> {
  for (;;) {
    const report = await ask('imports.report', { runId })
    if (isOver(report.state)) return report
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}
