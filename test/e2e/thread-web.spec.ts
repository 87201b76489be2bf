/* The panels of a thread shut nobody out, in any of its colours. The screens are the same in every shell. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { test } from '../support/web-program.ts'
import { cameraTitle, posts, threadRow, withSample } from './journeys/steps.ts'

async function expectNoViolation(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${screen}: ${id} ${nodes.map(node => node.target.join(' ')).join(', ')}`,
  )
  expect.soft(found).toEqual([])
}

for (const theme of ['Light', 'Sepia', 'Dark'])
  test(`no panel of a thread shuts people out, ${theme.toLowerCase()}`, async ({ program }) => {
    test.slow()
    const { page } = program
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await withSample(page)
    await threadRow(page, cameraTitle).click()
    await expect(posts(page).first()).toBeVisible()
    await page.keyboard.press('z')
    await page.getByRole('radio', { name: theme, exact: true }).check()
    await expectNoViolation(page, 'how it reads')
    await page.keyboard.press('Escape')
    await page.keyboard.press('f')
    await expect(page.getByRole('checkbox', { name: 'Only posts I marked' })).toBeVisible()
    await expectNoViolation(page, 'which posts')
    await page.keyboard.press('Escape')
    await page.keyboard.press('d')
    await page.keyboard.insertText('a note')
    await expectNoViolation(page, 'a note being written')
    await page.keyboard.press('Control+Enter')
    await page
      .getByRole('button', { name: /^\d+ answers?$/ })
      .first()
      .click()
    await expectNoViolation(page, 'marks and answers')
    await page.keyboard.press('o')
    await expect(page.getByRole('group', { name: 'Filters' })).toBeVisible()
    await expectNoViolation(page, 'filters')
    await page.keyboard.press('V')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoViolation(page, 'picture wall')
  })
