/* The local web view in a window of its own, without tabs and address bar. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { sandboxAllowed } from './chromium.ts'
import type { WebServer } from './server.ts'

export interface AppWindow {
  /** Settles when the browser has ended and its profile is removed. */
  readonly closed: Promise<void>
  close(): void
}

/**
 * Opens a window on a server with a profile of its own, so that no extension and no other cookie is near. The ticket
 * goes through a file that only this person can read: a command line is visible to everyone on the machine.
 */
export async function openAppWindow(chromium: string, server: WebServer): Promise<AppWindow> {
  const folder = await mkdtemp(path.join(await roomFor(chromium), 'threadloft-window-'))
  await chmod(folder, 0o700)
  const launcher = path.join(folder, 'open.html')
  await writeFile(launcher, launcherPage(server), { mode: 0o600, flag: 'wx' })
  const browser = spawn(
    chromium,
    [
      `--app=${pathToFileURL(launcher).href}`,
      `--user-data-dir=${path.join(folder, 'profile')}`,
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-extensions',
      '--disable-sync',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-features=Translate,MediaRouter',
      '--password-store=basic',
      '--window-size=1280,860',
      ...(sandboxAllowed() ? [] : ['--no-sandbox']),
    ],
    { stdio: 'ignore' },
  )
  await once(browser, 'spawn')
  const closed = once(browser, 'exit').then(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  return { closed, close: () => void browser.kill() }
}

/** A page that hands a fresh ticket over and is led to the interface. */
export function launcherPage(server: Pick<WebServer, 'origin' | 'newTicket'>): string {
  return `<!doctype html><meta charset="utf-8"><title>Threadloft</title>
<form method="post" action="${server.origin}/open"><input type="hidden" name="ticket" value="${server.newTicket()}"></form>
<script>document.forms[0].submit()</script>
`
}

// A snap sees neither /tmp nor hidden folders of the person's home.
async function roomFor(chromium: string): Promise<string> {
  if (!chromium.startsWith('/snap/')) return tmpdir()
  const room = path.join(homedir(), 'snap', path.basename(chromium), 'common')
  await mkdir(room, { recursive: true })
  return room
}
