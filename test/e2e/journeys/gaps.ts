/* What is missing, what changed, what is gone, and the page as it was saved, which can do nothing. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { savedForum } from '../../support/saved-forum.ts'
import type { Test } from './steps.ts'
import { drop, posts, threadRow } from './steps.ts'

const tower = '旧水塔的灯，还有人记得吗？'

/** Put into a saved page: it tries to run, to load, to leave and to send. */
const hostile = `<script>top.ranHere = true; window.ranHere = true</script><img src="https://evil.example/bug.png" onerror="top.ranHere = true">
<meta http-equiv="refresh" content="0;url=https://evil.example/"><link rel="preconnect" href="https://evil.example"><link rel="stylesheet" href="https://evil.example/a.css">
<style>@import url(https://evil.example/b.css); body { background: url(https://evil.example/c.png) } @font-face { font-family: f; src: url(https://evil.example/d.woff2) } p { font-family: f }</style>
<iframe src="https://evil.example/"></iframe><base href="https://evil.example/"><form action="https://evil.example/"><button>Send</button></form>
<p><a href="https://evil.example/" target="_top">A way out</a></p><svg><script>top.ranHere = true</script></svg>`

async function withTower(page: Page, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, html] of Object.entries(savedForum(hostile))) await writeFile(path.join(folder, name), html)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await drop(page, [folder])
  await expect(threadRow(page, tower)).toContainText('45 posts')
}

async function looksSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(node => node.html)])).toEqual([])
}

export function gaps(test: Test): void {
  test('the report leads to the gap, and the storey there says what to open', async ({ program }) => {
    const { page, folder } = program
    await withTower(page, path.join(folder, 'tower'))
    await page.getByRole('button', { name: 'Completeness' }).click()
    const row = page.getByRole('row').filter({ hasText: tower })
    await expect(row).toContainText('31012')
    await looksSound(page)
    await row.getByRole('button').click()
    const gap = page.getByRole('article', { name: 'Not saved: floors 31–40, on page 4' })
    await expect(gap).toBeInViewport()
    await looksSound(page)
    await gap.getByRole('button', { name: 'Open page 4' }).click()
    await expect(page.getByRole('dialog')).toContainText('https://lamps.example/thread-88-4-1.html')
    await page.keyboard.press('Escape')
    await page.keyboard.press('u')
    await expect(row).toBeVisible()
  })

  test('two versions of a post side by side, and a post that the forum no longer shows', async ({ program }) => {
    const { page, folder } = program
    await withTower(page, path.join(folder, 'tower'))
    await threadRow(page, tower).click()
    await page.getByRole('button', { name: '2 versions' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.locator('del').first()).toHaveText('明')
    await expect(dialog.locator('ins').first()).toHaveText('绿色的')
    await expect(dialog).toContainText('林小舟 于 2024-5-2 08:30 编辑')
    await looksSound(page)
    await page.keyboard.press('Escape')
    await expect(posts(page).filter({ hasText: 'gone at the forum since Jun 1, 2024' })).toContainText('第 6 楼')
  })

  test('the page as saved, at the post, runs nothing, loads nothing and leads nowhere', async ({ program }) => {
    const { page, folder } = program
    const asked: string[] = []
    page.on('request', request => {
      if (/^(?:https?|wss?):\/\/[^/]*example/.test(request.url())) asked.push(request.url())
    })
    await withTower(page, path.join(folder, 'tower'))
    await threadRow(page, tower).click()
    await expect(posts(page).first()).toBeVisible()
    await page.keyboard.press('j')
    await page.keyboard.press('w')
    const frame = page.frameLocator('iframe')
    await expect(frame.locator('#here')).toContainText('第 2 楼')
    await expect(frame.locator('#here')).toBeInViewport()
    await looksSound(page)
    // A click on what was a link, and on what was a button that sends.
    await frame.getByText('A way out').click()
    await frame.getByText('Send').click()
    await expect(frame.locator('#here')).toContainText('第 2 楼')
    expect(page.frames().map(each => new URL(each.url()).pathname.replace(/\d+$/, 'n'))).toEqual(['/', '/saved/n'])
    expect(await page.evaluate(() => 'ranHere' in window)).toBe(false)
    expect(asked).toEqual([])
    // The focus is in the frame since the click; the keys are the program's nevertheless.
    await page.keyboard.press('Escape')
    await expect(posts(page).filter({ hasText: '第 2 楼' })).toBeInViewport()
  })
}
