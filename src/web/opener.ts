import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import type { Opener } from '../core/library/ports.ts'

const commands: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Opens checked addresses in the person's own browser, and folders in their file window, without a shell in between. */
export const systemOpener: Opener = {
  openLink: open,
  openFolder: path => open(pathToFileURL(path).href),
}

async function open(url: string): Promise<void> {
  const [command, ...words] = commands[process.platform] ?? ['xdg-open']
  const child = spawn(command, [...words, url], { stdio: 'ignore', detached: true })
  await once(child, 'spawn')
  child.unref()
}
