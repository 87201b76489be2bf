import { readFile } from 'node:fs/promises'
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect } from '@playwright/test'
import type { Test } from './steps.ts'
import { posts, searchField, withSample } from './steps.ts'

/** The whole way without a mouse. */
export function byKeyboard(test: Test): void {
  test('tabs are put in another order by key and by hand, and are so the next time', async ({ program }) => {
    const { page } = program
    await withSample(page)
    const tabs = page.getByRole('navigation', { name: 'Tabs' }).locator('li')
    for (const title of ['海鸥相机', '盐场铁路'].map(part => new RegExp(part)))
      await page
        .locator('.list')
        .getByRole('button')
        .filter({ hasText: title })
        .click({ modifiers: ['Control'] })
    await expect(tabs).toHaveText([/^All threads/, /盐场铁路/, /海鸥相机/])
    await page.keyboard.press('Control+Shift+PageDown')
    await expect(tabs).toHaveText([/盐场铁路/, /^All threads/, /海鸥相机/])
    await expect(page.getByRole('status').filter({ hasText: 'tab 2 of 3' })).toBeVisible()
    const [first, last] = [await tabs.first().boundingBox(), await tabs.last().boundingBox()]
    await page.mouse.move(last!.x + 20, last!.y + 10)
    await page.mouse.down()
    await page.mouse.move(first!.x + 20, first!.y + 10, { steps: 12 })
    await page.mouse.up()
    await expect(tabs).toHaveText([/海鸥相机/, /盐场铁路/, /^All threads/])
    await expect(tabs.first().getByRole('button').first()).toHaveAttribute('aria-current', 'page')
    // The order is kept a moment after the last change.
    await page.waitForTimeout(1_000)
    const again = await program.reopen()
    await expect(again.getByRole('navigation', { name: 'Tabs' }).locator('li')).toHaveText([
      /海鸥相机/,
      /盐场铁路/,
      /^All threads/,
    ])
  })

  test('everything by keyboard, from the first start to an exported PDF', async ({ program }) => {
    const { page } = program
    const sample = page.getByRole('button', { name: 'Sample forum' })
    await expect(sample).toBeVisible()
    for (let presses = 0; presses < 40 && !(await sample.evaluate(one => one === document.activeElement)); presses += 1)
      await page.keyboard.press('Tab')
    await expect(sample).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByText('5 threads', { exact: true })).toBeVisible()

    await page.keyboard.press('J')
    await expect(posts(page).first()).toContainText('Five valves')
    await page.keyboard.press('j')
    await expect(posts(page).nth(1)).toBeFocused()
    await page.keyboard.press('/')
    await expect(searchField(page)).toBeFocused()
    await page.keyboard.insertText('快门')
    await expect(page.locator('.list mark').first()).toBeVisible()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(posts(page).locator('mark').first()).toBeVisible()
    await page.keyboard.press('n')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()

    const file = await program.writing(async () => {
      await page.keyboard.press('e')
      const pdf = page.getByRole('menuitem', { name: 'PDF' })
      await expect(pdf).toBeVisible()
      while (!(await pdf.evaluate(one => one === document.activeElement))) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
    })
    expect((await PDFDocument.load(await readFile(file))).getPageCount()).toBeGreaterThan(0)
  })
}
