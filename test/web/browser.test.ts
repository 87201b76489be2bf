import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launcherPage } from '../../src/web/app-window.ts'
import { findChromium, sandboxAllowed } from '../../src/web/chromium.ts'
import { loopback, noLibrary } from './loopback.ts'

const executablePath = await findChromium()
if (!executablePath) process.stderr.write('SKIPPED: no Chromium on this machine, so the way in is not tested\n')

describe.skipIf(!executablePath)('a real browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, chromiumSandbox: sandboxAllowed() })
  })
  afterAll(() => browser.close())

  test.each(['own', 'plain'] as const)('comes in by a launcher file, on its %s name', async hostName => {
    const web = await loopback(noLibrary, { hostName })
    const launcher = path.join(web.folder, 'open.html')
    writeFileSync(launcher, launcherPage(web))
    const page = await browser.newPage()
    await page.goto(pathToFileURL(launcher).href)
    await page.waitForURL(`${web.origin}/`)
    expect([await page.title(), await page.evaluate(() => document.cookie)]).toEqual(['Threadloft', ''])
    await page.close()
  })

  test('comes in by the printed address, and hears events', async () => {
    const web = await loopback(noLibrary, { hostName: 'own' })
    const page = await browser.newPage()
    await page.goto(web.url)
    await page.waitForURL(`${web.origin}/`)
    const heard = page.evaluate(
      () =>
        new Promise(resolve => {
          new EventSource('api/events').addEventListener('library.changed', event => resolve(event.data))
        }),
    )
    const telling = setInterval(() => web.tell('library.changed', { threadIds: [5] }), 50)
    expect(await heard).toBe('{"threadIds":[5]}')
    clearInterval(telling)
    await page.close()
  })

  test('another page of the same browser gets nothing', async () => {
    const [web, other] = [await loopback(noLibrary), await loopback(noLibrary)]
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(web.url)
    await page.waitForURL(`${web.origin}/`)
    await page.goto(other.url)
    await page.waitForURL(`${other.origin}/`)
    const answer = await page.evaluate(
      async address =>
        fetch(address, { method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}' }).then(
          response => response.type,
          () => 'refused',
        ),
      `${web.origin}/api/library.info`,
    )
    expect(answer).toBe('refused')
    await context.close()
  })
})
