/* A disk of a few megabytes, or one that cannot be written, where this machine lets a test mount one. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface Disk {
  readonly folder: string
  remove(): void
}

const mount = (...words: string[]): boolean => spawnSync('mount', words, { stdio: 'ignore' }).status === 0

/** A disk of so many megabytes; null where none can be mounted. */
export function smallDisk(megabytes: number): Disk | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadloft-disk-'))
  const remove = (): void => {
    spawnSync('umount', ['-l', folder], { stdio: 'ignore' })
    rmSync(folder, { recursive: true, force: true })
  }
  if (process.platform === 'linux' && mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder))
    return { folder, remove }
  remove()
  return null
}

/** A view of a folder through which nothing can be written, not even by the superuser; null where there can be none. */
export function readOnlyView(of: string): Disk | null {
  const folder = mkdtempSync(path.join(tmpdir(), 'threadloft-view-'))
  mkdirSync(folder, { recursive: true })
  const remove = (): void => {
    spawnSync('umount', ['-l', folder], { stdio: 'ignore' })
    rmSync(folder, { recursive: true, force: true })
  }
  if (process.platform === 'linux' && mount('--bind', of, folder) && mount('-o', 'remount,ro,bind', folder))
    return { folder, remove }
  remove()
  return null
}
