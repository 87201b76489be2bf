/* What a browser itself cannot read of what is dropped, as names in a charset that it is not told of, is said. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import config from '../../playwright.config.ts'
import { test } from '../support/web-program.ts'
import { drop } from './journeys/steps.ts'

test.use({
  launchOptions: { ...config.use?.launchOptions, env: { ...(process.env as Record<string, string>), LC_ALL: 'POSIX' } },
})

test('a dropped folder that the browser cannot read is named, and nothing is taken in', async ({ program }) => {
  test.skip(process.platform !== 'linux', 'only there names of files have a charset that is to be told')
  const { page, folder } = program
  const dropped = path.join(folder, 'pages')
  await mkdir(dropped)
  await writeFile(path.join(dropped, '水塔.html'), '<p>水塔')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await drop(page, [dropped])
  await expect(page.locator('.toast')).toContainText('pages cannot be read')
  await expect(page.getByRole('button', { name: 'All threads' })).toContainText('0')
})
