/* On Debian as root the tests install what they need beside npm's packages; elsewhere nothing is touched. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** What the tests use, by the file that tells it is there: browser, Chinese font, pdftotext, a display for windows. */
const needed = {
  '/usr/bin/chromium': 'chromium',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc': 'fonts-noto-cjk',
  '/usr/bin/pdftotext': 'poppler-utils',
  '/usr/bin/Xvfb': 'xvfb',
}
const longestMs = 8 * 60_000

/** Installs what is missing with apt-get, where that can be done without asking anyone. Says what it does. */
export function installOnDebian({ hasBrowser }) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const missing = Object.entries(needed).flatMap(([file, name]) =>
    existsSync(file) || (hasBrowser && name === 'chromium') ? [] : [name],
  )
  if (missing.length === 0) return
  process.stderr.write(`Installing ${missing.join(' ')} with apt-get (once) …\n`)
  const options = {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: longestMs,
  }
  spawnSync('apt-get', ['-qq', 'update'], options)
  const done = spawnSync('apt-get', ['-qq', 'install', '--yes', '--no-install-recommends', ...missing], options)
  if (done.status !== 0) process.stderr.write(`apt-get could not install ${missing.join(' ')}.\n`)
}
