import path from 'node:path'

export interface FolderQuestion {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
}

/** Where a person's library lies when they named no other folder: in THREADLOFT_LIBRARY, else the platform's data folder. */
export function defaultLibraryFolder({ platform, environment, home }: FolderQuestion): string {
  const named = environment['THREADLOFT_LIBRARY']
  if (named) return path.resolve(named)
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Threadloft')
  if (platform === 'win32')
    return path.join(environment['APPDATA'] || path.join(home, 'AppData', 'Roaming'), 'Threadloft')
  const data = environment['XDG_DATA_HOME']
  // The specification says to ignore relative paths there.
  return path.join(data && path.isAbsolute(data) ? data : path.join(home, '.local', 'share'), 'threadloft')
}
