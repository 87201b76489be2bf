/* Finds a Chromium for the end-to-end tests; on Debian as root it can be installed with what the tests need beside it. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
]
const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]
const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

/** The Chromium to test in: the one named by THREADLOFT_CHROMIUM, Playwright's own, or one of the machine; else null. */
export async function findChromium() {
  const { chromium } = await import('playwright-core')
  const candidates = [process.env.THREADLOFT_CHROMIUM, chromium.executablePath(), ...onThisMachine()]
  return candidates.find(candidate => candidate && existsSync(candidate)) ?? null
}

function onThisMachine() {
  if (process.platform === 'darwin') return macPrograms
  if (process.platform === 'win32') {
    const roots = [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA].filter(Boolean)
    return roots.flatMap(folder => windowsPrograms.map(program => path.join(folder, program)))
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return names.flatMap(name => folders.map(folder => path.join(folder, name)))
}

/** The Debian packages that the tests use: browser, Chinese font, pdftotext, and a display for desktop windows. */
const needed = { '/usr/bin/chromium': 'chromium', '/usr/bin/pdftotext': 'poppler-utils', '/usr/bin/Xvfb': 'xvfb' }
const font = { '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc': 'fonts-noto-cjk' }

/** Installs what is missing where that can be done without asking (Debian and its kin, as root). Says what it did. */
export function installOnDebian() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const missing = Object.entries({ ...needed, ...font }).flatMap(([file, name]) => (existsSync(file) ? [] : [name]))
  if (missing.length === 0) return
  process.stderr.write(`Installing ${missing.join(' ')} with apt-get …\n`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const options = { stdio: ['ignore', 'ignore', 'inherit'], env: environment, timeout: 8 * 60_000 }
  spawnSync('apt-get', ['-qq', 'update'], options)
  const done = spawnSync('apt-get', ['-qq', 'install', '--yes', '--no-install-recommends', ...missing], options)
  if (done.status !== 0) process.stderr.write(`apt-get could not install ${missing.join(' ')}.\n`)
}
