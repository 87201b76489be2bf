import { expect } from '@playwright/test'
import type { Test } from './steps.ts'
import { withSample } from './steps.ts'

/** The program in each of its languages. */
export function speaking(test: Test): void {
  for (const [label, locale, words] of [
    ['English', 'en', 'All threads'],
    ['简体', 'zh-Hans', '全部帖子'],
    ['繁體', 'zh-Hant', '全部討論串'],
  ] as const)
    test(`speaks ${label}`, async ({ program }) => {
      const { page } = program
      await withSample(page)
      await page.keyboard.press('Control+,')
      await page.getByRole('group', { name: 'Language' }).getByRole('radio', { name: label }).check()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('heading', { name: words })).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('lang', locale)
    })
}
