import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { test as desktopTest } from '../support/desktop-program.ts'
import type { Program } from '../support/program.ts'
import { journeys } from './journeys/index.ts'

const test = desktopTest.extend<{ program: Program }>({
  program: async ({ desktop }, use) => {
    const { app, page, folder } = desktop
    await use({
      page,
      folder,
      reopen: meanwhile => desktop.reopen(meanwhile),
      async giving(paths, act) {
        await app.evaluate(
          ({ dialog }, filePaths) => {
            dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
          },
          [...paths],
        )
        await act()
      },
      async writing(act) {
        const target = path.join(folder, 'written.pdf')
        await app.evaluate(({ dialog }, filePath) => {
          dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
        }, target)
        await act()
        await expect(page.getByRole('status').filter({ hasText: target })).toBeVisible({ timeout: 30_000 })
        return target
      },
      async writingMany(act) {
        const target = path.join(folder, 'written')
        await mkdir(target)
        await this.giving([target], act)
        await expect(page.getByRole('dialog')).toContainText(target)
        return readdir(target)
      },
    })
  },
})

journeys(test)
