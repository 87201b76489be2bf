/* Starts the built local web view on a library of its own, in a real Chromium. */
import { openAsBlob } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base } from '@playwright/test'
import { BlobReader, ZipReader } from '@zip.js/zip.js'
import type { RunningCommand } from './command.ts'
import { start } from './command.ts'
import type { Program } from './program.ts'

export const test = base.extend<{ program: Program }>({
  program: async ({ page }, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'threadloft-web-'))
    const open = async (): Promise<RunningCommand> => {
      const command = start(['serve', '--json', '--library', path.join(folder, 'library')])
      const { url } = JSON.parse(await command.says('}')) as { url: string }
      await page.goto(url)
      return command
    }
    let served = await open()
    const close = async (): Promise<void> => {
      await page.goto('about:blank')
      served.interrupt()
      await served.end
    }
    await use({
      page,
      folder,
      async giving(paths, act) {
        const asked = page.waitForEvent('filechooser')
        await act()
        await (await asked).setFiles([...paths])
      },
      async reopen(meanwhile) {
        await close()
        meanwhile?.()
        served = await open()
        return page
      },
      async writing(act) {
        const written = page.waitForEvent('download')
        await act()
        const download = await written
        const target = path.join(folder, download.suggestedFilename())
        await download.saveAs(target)
        return target
      },
      async writingMany(act) {
        const archive = new ZipReader(new BlobReader(await openAsBlob(await this.writing(act))))
        const entries = await archive.getEntries()
        return entries.map(entry => entry.filename)
      },
    })
    await close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
})
