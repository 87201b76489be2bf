/* What a person adds of their own: stars, notes, and the way back from what they did. */
import { expect } from '@playwright/test'
import type { Test } from './steps.ts'
import { cameraTitle, posts, threadRow, withSample } from './steps.ts'

export function owning(test: Test): void {
  test('a note with Ctrl+Enter is kept, found, and there the next time', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await threadRow(page, cameraTitle).click()
    await expect(posts(page).first()).toBeVisible()
    await page.keyboard.press('d')
    await page.keyboard.insertText('清洗叶片的油：航空汽油')
    await page.keyboard.press('Control+Enter')
    await expect(
      posts(page)
        .first()
        .getByRole('button', { name: /航空汽油/ }),
    ).toBeVisible()
    const again = await program.reopen()
    await expect(posts(again).first()).toBeVisible()
    await again.keyboard.press('/')
    await again.keyboard.insertText('note:航空汽油')
    await expect(again.locator('.list [data-row]')).toHaveCount(1)
    await again.keyboard.press('Enter')
    await expect(
      posts(again)
        .first()
        .getByRole('button', { name: /航空汽油/ }),
    ).toBeVisible()
  })

  test('a star is taken back by undo', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await threadRow(page, cameraTitle).click()
    const star = posts(page).first().getByRole('button', { name: /^Star/ })
    await expect(star).toHaveAttribute('aria-pressed', 'false')
    await page.keyboard.press('b')
    await expect(star).toHaveAttribute('aria-pressed', 'true')
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(star).toHaveAttribute('aria-pressed', 'false')
  })

  test('whom one ignores is told on their page at once, and taken back there', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await threadRow(page, cameraTitle).click()
    const author = posts(page).first().locator('a.person')
    const name = await author.innerText()
    await author.click()
    const ignore = page.getByRole('checkbox', { name: /^Ignore/ })
    await ignore.check()
    await expect(page.getByRole('status').filter({ hasText: `${name} is ignored now` })).toBeVisible()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(ignore).not.toBeChecked()
  })

  test('all threads of a list are written at once, each to a file of its own', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await page.locator('.list [data-row] .list-row').first().focus()
    await page.keyboard.press('Control+A')
    await expect(page.getByRole('toolbar', { name: '5 chosen' })).toBeVisible()
    await page.keyboard.press('E')
    const dialog = page.getByRole('dialog', { name: 'Export 5 threads' })
    await dialog.getByRole('radio', { name: 'Markdown' }).check()
    const names = await program.writingMany(() =>
      dialog.getByRole('button', { name: /^(?:Choose a folder|Export)/ }).click(),
    )
    await expect(dialog).toContainText('5 files written')
    expect(names.toSorted()).toHaveLength(5)
    expect(names).toContain(`${cameraTitle}.md`)
  })

  test('every command is found in the palette', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await threadRow(page, cameraTitle).click()
    await expect(posts(page).first()).toHaveAttribute('aria-setsize', '16')
    await page.keyboard.press('Control+Shift+P')
    await page.keyboard.type('only the thread st')
    await page.keyboard.press('Enter')
    await expect(posts(page).first()).toHaveAttribute('aria-setsize', '6')
  })
}
