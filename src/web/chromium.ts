/* Finding a browser of the Chromium family on this machine: for an app window and for printing. Nothing is fetched. */
import { constants } from 'node:fs'
import { access, readdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'

export interface Machine {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
}

const thisMachine = (): Machine => ({ platform: process.platform, environment: process.env, home: homedir() })

/**
 * The program file of a Chromium, Chrome or Edge; null when there is none. `CHROME_PATH` comes first and alone when it is
 * set, then Playwright's newest, then the names on PATH and the usual places.
 */
export async function findChromium(machine: Machine = thisMachine()): Promise<string | null> {
  const wish = machine.environment['CHROME_PATH']
  if (wish) return (await isProgram(wish)) ? wish : null
  const candidates = [...(await playwrightBrowsers(machine)), ...onPath(machine), ...usualPlaces(machine)]
  for (const candidate of candidates) if (await isProgram(candidate)) return candidate
  return null
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
}

const insidePlaywright: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-linux-arm64/chrome'],
  darwin: ['chrome-mac', 'chrome-mac-arm64', 'chrome-mac-x64'].flatMap(folder => [
    `${folder}/Chromium.app/Contents/MacOS/Chromium`,
    `${folder}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
  ]),
  win32: ['chrome-win/chrome.exe', 'chrome-win64/chrome.exe'],
}

async function playwrightBrowsers({ platform, environment, home }: Machine): Promise<string[]> {
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    darwin: path.join(home, 'Library/Caches'),
    win32: environment['LOCALAPPDATA'] ?? path.join(home, 'AppData/Local'),
  }
  const cache = caches[platform] ?? environment['XDG_CACHE_HOME'] ?? path.join(home, '.cache')
  const folder = environment['PLAYWRIGHT_BROWSERS_PATH'] ?? path.join(cache, 'ms-playwright')
  // No such folder is the ordinary case.
  const names = await readdir(folder).catch(() => [])
  const revisionOf = (name: string): number => Number(/^chromium-(\d+)$/.exec(name)?.[1] ?? 0)
  return names
    .filter(name => revisionOf(name) > 0)
    .sort((one, other) => revisionOf(other) - revisionOf(one))
    .flatMap(name => (insidePlaywright[platform] ?? []).map(inside => path.join(folder, name, inside)))
}

function onPath({ platform, environment }: Machine): string[] {
  if (platform === 'win32' || platform === 'darwin') return []
  const names = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser', 'microsoft-edge-stable']
  const folders = (environment['PATH'] ?? '').split(':').filter(folder => path.isAbsolute(folder))
  return names.flatMap(name => folders.map(folder => path.join(folder, name)))
}

function usualPlaces({ platform, environment, home }: Machine): string[] {
  if (platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge']
    return ['/Applications', path.join(home, 'Applications')].flatMap(folder =>
      names.map(name => path.join(folder, `${name}.app/Contents/MacOS/${name}`)),
    )
  }
  if (platform === 'win32') {
    const programs = [
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ]
    return ['LOCALAPPDATA', 'ProgramFiles', 'ProgramFiles(x86)']
      .map(name => environment[name])
      .filter(folder => folder !== undefined)
      .flatMap(folder => programs.map(program => path.join(folder, program)))
  }
  return ['/usr/bin/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium']
}

/** Chromium refuses its sandbox to root; for everyone else it stays on. */
export function sandboxAllowed(): boolean {
  return process.getuid?.() !== 0
}
