/* The rules a library holds: rules/*.json, each read by itself, so that a bad one costs no other. */
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { engineOf, readRule } from '../engines/declared/index.ts'
import type { Engine } from '../engines/engine.ts'
import { ThreadloftError } from '../errors.ts'
import { fileError } from '../intake/list-files.ts'

export interface LoadedRules {
  readonly engines: readonly Engine[]
  /** Why a rule cannot be used: rule-invalid, or the file system's reason. */
  readonly refused: readonly ThreadloftError[]
}

const largestRule = 256 * 1024

/** The folder of a library's rules. */
export const rulesFolder = (library: string): string => path.join(library, 'rules')

/** The engines of the rules in a folder, in the order of their names, or of one rule file. No folder is no rule. */
export async function loadRules(place: string): Promise<LoadedRules> {
  const engines: Engine[] = []
  const refused: ThreadloftError[] = []
  for (const file of await ruleFiles(place)) {
    try {
      engines.push(engineOf(await loadRule(file)))
    } catch (thrown) {
      if (!(thrown instanceof ThreadloftError)) throw thrown
      refused.push(thrown)
    }
  }
  return { engines, refused }
}

/** One rule file's rule. Throws rule-invalid, or why the file cannot be read. */
async function loadRule(file: string): ReturnType<typeof ruleIn> {
  try {
    if ((await stat(file)).size > largestRule)
      throw new ThreadloftError('rule-invalid', { path: file, reason: `larger than ${largestRule >> 10} KB` })
    return await ruleIn(file)
  } catch (thrown) {
    throw thrown instanceof ThreadloftError ? thrown : fileError(file, thrown)
  }
}

async function ruleIn(file: string) {
  const read = readRule(await readFile(file, 'utf8'))
  if ('reason' in read) throw new ThreadloftError('rule-invalid', { path: file, reason: read.reason })
  return read.rule
}

async function ruleFiles(place: string): Promise<string[]> {
  try {
    const names = await readdir(place)
    return names
      .filter(name => /\.json$/i.test(name))
      .sort()
      .map(name => path.join(place, name))
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
    if (code === 'ENOTDIR') return [place]
    if (code === 'ENOENT') return /\.json$/i.test(place) ? [place] : []
    throw fileError(place, thrown)
  }
}
