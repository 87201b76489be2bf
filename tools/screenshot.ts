/* Takes docs/screenshot.png from the running program, with the sample forum in it: npm run screenshot */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from '../src/web/chromium.ts'
import { sampleFolder, start } from '../test/support/command.ts'

const root = path.resolve(import.meta.dirname, '..')
const executablePath = await findChromium()
if (executablePath === null) throw new Error('no Chromium was found')
const library = mkdtempSync(path.join(tmpdir(), 'threadloft-screenshot-'))
spawnSync(process.execPath, [path.join(root, 'bin/threadloft.mjs'), 'import', '--library', library, sampleFolder])
const served = start(['serve', '--json', '--library', library])
const { url } = JSON.parse(await served.says('}')) as { url: string }
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en', colorScheme: 'light' })
await page.goto(url)
await page.locator('.list').getByRole('button').filter({ hasText: '修一台1978年的海鸥相机' }).click()
await page.getByRole('article').first().waitFor()
await page.keyboard.press('d')
await page.keyboard.insertText('航空汽油，擦到棉签不再发黄。')
await page.keyboard.press('Control+Enter')
await page.getByRole('status').filter({ hasText: /./ }).first().waitFor()
await page.getByRole('button', { name: 'Close', exact: true }).click()
await page.keyboard.press('Home')
await page.mouse.move(0, 0)
// Pictures and fonts settle.
await page.waitForTimeout(1_500)
await page.screenshot({ path: path.join(root, 'docs/screenshot.png') })
await browser.close()
served.interrupt()
await served.end
rmSync(library, { recursive: true, force: true })
