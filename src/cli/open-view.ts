import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { launcherPage, openAppWindow } from '../web/app-window.ts'
import { systemOpener } from '../web/opener.ts'
import type { WebServer } from '../web/server.ts'

export interface OpenView {
  close(): Promise<void>
}

/**
 * Opens the local web view: in a window of its own where there is a Chromium, else in the person's browser. Where that
 * cannot be done either, the printed address remains.
 */
export async function openView(chromium: string | null, server: WebServer): Promise<OpenView> {
  return chromium === null ? openInBrowser(server) : openInWindow(chromium, server)
}

async function openInWindow(chromium: string, server: WebServer): Promise<OpenView> {
  const window = await openAppWindow(chromium, server)
  return {
    async close() {
      window.close()
      await window.closed
    },
  }
}

/** The ticket goes through a file that only this person can read: command lines are visible to everyone on the machine. */
async function openInBrowser(server: WebServer): Promise<OpenView> {
  const folder = await mkdtemp(path.join(tmpdir(), 'threadloft-open-'))
  const launcher = path.join(folder, 'open.html')
  await writeFile(launcher, launcherPage(server), { mode: 0o600, flag: 'wx' })
  // No program to open it with (ENOENT): the address was printed before.
  await systemOpener.openLink(pathToFileURL(launcher).href).catch(() => undefined)
  return { close: () => rm(folder, { recursive: true, force: true }) }
}
