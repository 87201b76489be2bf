import path from 'node:path'

export interface Launch {
  /** The library that was asked for; null for the person's own. */
  readonly library: string | null
  /** Files and folders to import, absolute. */
  readonly paths: readonly string[]
}

/**
 * What the command line asks for: `--library DIR` and paths. Everything else that looks like a switch is Chromium's or
 * an attacker's, and is passed over. `folder` is what relative paths start from.
 */
export function readLaunch(words: readonly string[], folder: string): Launch {
  const paths: string[] = []
  let library: string | null = null
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (word === '--library') library = words[++at] ?? null
    else if (word.startsWith('--library=')) library = word.slice('--library='.length)
    else if (word !== '' && !word.startsWith('-')) paths.push(path.resolve(folder, word))
  }
  return { library: library ? path.resolve(folder, library) : null, paths }
}

/** The words of a process's command line that are ours; in development the program's own folder comes first. */
export function ownWords(argv: readonly string[], packaged: boolean): readonly string[] {
  const words = argv.slice(1)
  const program = packaged ? -1 : words.findIndex(word => !word.startsWith('-'))
  return words.filter((_word, at) => at !== program)
}
