/* Reading: a view of a thread, any floor of a long one, and the same floor the next time. */
import path from 'node:path'
import { expect } from '@playwright/test'
import { longTitle, saveLongThread } from '../../support/long-thread.ts'
import type { Test } from './steps.ts'
import { cameraTitle, drop, posts, threadRow, withSample } from './steps.ts'

export function reading(test: Test): void {
  test('only the thread starter, newest first, with pictures, and a floor by its number', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await threadRow(page, cameraTitle).click()
    const first = posts(page).first()
    await expect(first).toHaveAttribute('aria-setsize', '16')
    await page.keyboard.press('o')
    await expect(first).toHaveAttribute('aria-setsize', '6')
    await page.keyboard.press('r')
    // The place one was reading stays in view; the newest is at the top now.
    await expect(async () => {
      await page.keyboard.press('Home')
      await expect(first).toContainText('手边还有一台红旗20', { timeout: 1_000 })
    }).toPass()
    await page.keyboard.press('i')
    await expect(first).toHaveAttribute('aria-setsize', '3')
    await page.keyboard.press('c')
    await expect(first).toHaveAttribute('aria-setsize', '16')
    await page.getByRole('button', { name: 'Go to floor' }).click()
    await page.getByRole('textbox', { name: 'Go to floor' }).fill('11')
    await page.keyboard.press('Enter')
    await expect(posts(page).filter({ hasText: '石狮子少了一只' })).toBeInViewport()
  })

  test('any floor of 5,000, and the same one when the program is opened again', async ({ program }) => {
    test.slow()
    const folder = path.join(program.folder, 'river')
    await saveLongThread(folder, 5_000)
    await expect(program.page.getByRole('heading', { level: 1 })).toBeVisible()
    await drop(program.page, [folder])
    await expect(threadRow(program.page, longTitle)).toContainText('5,000 posts', { timeout: 120_000 })
    await threadRow(program.page, longTitle).click()
    await expect(posts(program.page).first()).toBeVisible()
    await program.page.keyboard.press('g')
    await program.page.getByRole('textbox', { name: 'Go to floor' }).fill('3000')
    const took = await program.page.evaluate(async () => {
      const isThere = (): boolean =>
        [...document.querySelectorAll('article')].some(post => {
          const { top, bottom } = post.getBoundingClientRect()
          return post.textContent.includes('第 3000 天') && bottom > 0 && top < window.innerHeight
        })
      const began = performance.now()
      ;(document.activeElement as HTMLInputElement).form!.requestSubmit()
      while (!isThere() && performance.now() - began < 20_000) await new Promise(requestAnimationFrame)
      return performance.now() - began
    })
    process.stdout.write(`     floor 3,000 of 5,000 was on screen after ${Math.round(took)} ms\n`)
    const wanted = (page: typeof program.page) => posts(page).filter({ hasText: '第 3000 天' })
    await expect(wanted(program.page)).toBeInViewport()
    await expect(wanted(program.page)).toHaveAttribute('aria-setsize', '5000')

    // Where one is, is noted once a second while one reads.
    await program.page.waitForTimeout(2_000)
    const again = await program.reopen()
    await expect(wanted(again)).toBeInViewport()
  })
}
