/* A library that can only be read says so on every screen, in every language, and leads to where it is seen to. */
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { start } from '../support/command.ts'
import { test } from '../support/web-program.ts'
import { cameraTitle, threadRow, withSample } from './journeys/steps.ts'

for (const [locale, label, says, door, whole] of [
  [
    'en',
    'State of the library',
    'another Threadloft has this library open',
    'Open Services',
    'is open in another Threadloft',
  ],
  ['zh-CN', '资料库的状态', '另一个 Threadloft 正打开此资料库', '打开社区服务', '正在另一个 Threadloft 中打开'],
  ['zh-TW', '資料庫的狀態', '另一個 Threadloft 正開啟此資料庫', '開啟社區服務', '正在另一個 Threadloft 中開啟'],
] as const)
  test(`a library that another program has open is read, with a banner, ${locale}`, async ({ program, browser }) => {
    await withSample(program.page)
    const second = start(['serve', '--json', '--library', path.join(program.folder, 'library')])
    const { url } = JSON.parse(await second.says('}')) as { url: string }
    const context = await browser.newContext({ locale })
    const page = await context.newPage()
    await page.goto(url)
    const banner = page.getByRole('complementary', { name: label })
    await expect(banner).toContainText(says)
    await threadRow(page, cameraTitle).click()
    await expect(banner).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map(node => node.html)])).toEqual([])
    await banner.getByRole('button', { name: door }).focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main').getByText(whole)).toBeVisible()
    await expect(page.locator('.toast')).toHaveCount(0)
    await expect(banner.getByRole('button')).toHaveCount(0)
    await context.close()
    second.interrupt()
    await second.end
  })
