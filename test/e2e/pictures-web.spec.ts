/*
 * Key screens compared with the pictures in test/e2e/pictures. Other fonts or another Chromium draw other pixels, so the
 * comparison is made only where both are those that the pictures were made with. After a change of how things look:
 * npm run e2e -- pictures-web --update-snapshots, look at what changed, and commit it.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page, TestInfo } from '@playwright/test'
import { expect } from '@playwright/test'
import { test } from '../support/web-program.ts'
import { cameraTitle, posts, threadRow, withSample } from './journeys/steps.ts'

const madeWithFile = path.join(import.meta.dirname, 'pictures/made-with.json')

/** What decides how pixels fall: the browser, and how wide it draws Latin and Chinese in the program's typefaces. */
async function drawing(page: Page): Promise<object> {
  const widths = await page.evaluate(() => {
    const probe = document.createElement('span')
    probe.textContent = '海鷗 Threadloft 0123'
    probe.style.cssText = 'position:absolute;font-size:100px;white-space:nowrap'
    document.body.append(probe)
    const measured = ['var(--sans)', 'var(--serif)'].map(family => {
      probe.style.fontFamily = family
      return Math.round(probe.getBoundingClientRect().width)
    })
    probe.remove()
    return measured
  })
  return { chromium: page.context().browser()?.version().split('.')[0] ?? '', widths }
}

/** Leaves the test, saying so aloud, where the pictures cannot be compared. */
async function sameDrawing(page: Page, { config }: TestInfo): Promise<void> {
  const here = JSON.stringify(await drawing(page))
  if (config.updateSnapshots === 'all' || config.updateSnapshots === 'changed') writeFileSync(madeWithFile, `${here}\n`)
  const isSame = existsSync(madeWithFile) && JSON.stringify(JSON.parse(readFileSync(madeWithFile, 'utf8'))) === here
  if (!isSame)
    process.stderr.write('\n!! SKIPPED: pictures are not compared, since browser or fonts here are not theirs\n\n')
  test.skip(!isSame, 'browser or fonts are not those of the pictures')
}

/** Takes the day of the test out of the screen, waits for pictures, and compares. */
async function compare(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  await page.evaluate(() => {
    for (const time of document.querySelectorAll('time')) if (time.dateTime >= '2026') time.textContent = '2026'
  })
  await page.waitForFunction(() => [...document.images].every(image => image.complete))
  await expect(page).toHaveScreenshot(`${name}.png`, { maxDiffPixelRatio: 0.01, animations: 'disabled' })
}

test.describe('by day, in English', () => {
  test.use({ viewport: { width: 1040, height: 640 }, locale: 'en', colorScheme: 'light', timezoneId: 'UTC' })

  test('first start, a thread, the switcher, a narrow window', async ({ program: { page } }, info) => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await sameDrawing(page, info)
    await compare(page, 'first-start')
    await withSample(page)
    await page.getByRole('complementary').getByRole('button', { name: 'Close' }).click()
    await page.keyboard.press('Control+P')
    await page.keyboard.type('ha')
    await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
    await compare(page, 'switcher')
    await page.keyboard.press('Escape')
    await threadRow(page, cameraTitle).click()
    await expect(posts(page).first()).toBeVisible()
    await page.keyboard.press('End')
    await expect(posts(page).filter({ hasText: '那一定是最好的一卷' })).toBeInViewport()
    await compare(page, 'thread')
    await page.setViewportSize({ width: 700, height: 640 })
    await compare(page, 'thread-narrow')
  })
})

test.describe('at dusk, in simplified Chinese', () => {
  test.use({ viewport: { width: 1040, height: 640 }, locale: 'zh-CN', colorScheme: 'dark', timezoneId: 'UTC' })

  test('what a search found, and its form', async ({ program: { page } }, info) => {
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await sameDrawing(page, info)
    await page.getByRole('button', { name: '示例论坛' }).click()
    await expect(page.getByText('5 个主题', { exact: true })).toBeVisible()
    await page.getByRole('complementary').getByRole('button', { name: '关闭' }).click()
    await page.keyboard.press('/')
    await page.keyboard.insertText('照着')
    await expect(page.locator('.list [data-row]')).toHaveCount(2)
    await page.keyboard.press('Enter')
    await expect(posts(page).locator('mark').first()).toBeInViewport()
    await compare(page, 'found')
    await page.getByRole('button', { name: '搜索表单' }).click()
    await expect(page.getByLabel('作者')).toBeVisible()
    await compare(page, 'search-form')
  })
})
