/* Who answers whom in a thread, and what two people said to each other. */
import { expect } from '@playwright/test'
import type { Test } from './steps.ts'
import { cameraTitle, posts, threadRow, withSample } from './steps.ts'

export function talking(test: Test): void {
  test('who answered a post, their conversation, and one key for the whole thread again', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await threadRow(page, cameraTitle).click()
    const first = posts(page).first()
    await expect(first).toHaveAttribute('aria-setsize', '16')
    const answers = page.getByRole('button', { name: /^\d+ answers?$/ }).first()
    await answers.click()
    await expect(answers).toHaveAttribute('aria-expanded', 'true')
    await page
      .getByRole('button', { name: /^Conversation of / })
      .first()
      .click()
    await expect(first).not.toHaveAttribute('aria-setsize', '16')
    await page.keyboard.press('c')
    await expect(first).toHaveAttribute('aria-setsize', '16')
  })
}
