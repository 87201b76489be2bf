/* Every place there is, in light and dark, has nothing that shuts people out. The screens are the same in every shell. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { test } from '../support/web-program.ts'
import { cameraTitle, posts, searchField, threadRow, withSample } from './journeys/steps.ts'

async function expectNoViolation(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${screen}: ${id} ${nodes.map(node => node.target.join(' ')).join(', ')}`,
  )
  expect.soft(found).toEqual([])
}

/** Goes through what the side bar offers, whatever that is by now. */
async function throughPlaces(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  const offered = page.locator('.places li button:not([aria-expanded])')
  const names = await offered.evaluateAll(buttons => buttons.map(button => button.getAttribute('aria-label') ?? ''))
  for (const name of new Set(names)) {
    await page.locator('.places').getByRole('button', { name, exact: true }).first().click()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await look(name)
  }
}

for (const theme of ['light', 'dark'] as const) {
  test(`no place shuts people out, ${theme}`, async ({ program }) => {
    test.slow()
    const { page } = program
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectNoViolation(page, 'first screen')
    await withSample(page)
    await throughPlaces(page, name => expectNoViolation(page, name))
  })

  test(`no part of reading and finding shuts people out, ${theme}`, async ({ program }) => {
    test.slow()
    const { page } = program
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await withSample(page)
    await threadRow(page, cameraTitle).click()
    await expect(posts(page).first()).toBeVisible()
    await expectNoViolation(page, 'thread')
    await page.keyboard.press('/')
    await page.keyboard.type('快门 au')
    await expect(page.getByRole('listbox')).toBeVisible()
    await expectNoViolation(page, 'completion')
    await searchField(page).fill('快门')
    await expect(page.locator('.list mark').first()).toBeVisible()
    await expectNoViolation(page, 'results')
    await page.getByRole('button', { name: 'Search form' }).click()
    await expectNoViolation(page, 'search form')
    await page.keyboard.press('Escape')
    await searchField(page).fill('(快门')
    await expect(page.getByRole('alert')).toBeVisible()
    await expectNoViolation(page, 'search that cannot be read')
    await page.keyboard.press('Control+P')
    await page.keyboard.insertText('海')
    await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible()
    await expectNoViolation(page, 'switcher')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Shift+P')
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoViolation(page, 'palette')
    await page.keyboard.press('Escape')
    await searchField(page).fill('')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.locator('.list [data-row] .list-row').first().focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.press('E')
    await expect(page.getByRole('dialog', { name: 'Export 5 threads' })).toBeVisible()
    await expectNoViolation(page, 'export of many threads')
  })
}
