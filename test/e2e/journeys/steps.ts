/* What several journeys do and look at. */
import type { Locator, Page, PlaywrightTestArgs, PlaywrightWorkerArgs, TestType } from '@playwright/test'
import { expect } from '@playwright/test'
import type { Program } from '../../support/program.ts'

export type Test = TestType<PlaywrightTestArgs & { program: Program }, PlaywrightWorkerArgs>

export const cameraTitle = '修一台1978年的海鸥相机，全程记录'

/** Brings the sample forum in from the first screen, and waits for its threads. */
export async function withSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sample forum' }).click()
  // The list grows while files come in: a row clicked meanwhile may be another one by then.
  await expect(page.getByText('5 threads', { exact: true })).toBeVisible()
}

export const threadRow = (page: Page, title: string): Locator =>
  page.locator('.list').getByRole('button').filter({ hasText: title })
export const posts = (page: Page): Locator => page.getByRole('article')
export const searchField = (page: Page): Locator => page.getByRole('combobox', { name: 'Search everything' })

/** Types with an input method: the letters are composed for a while before the word takes their place. */
export async function compose(
  page: Page,
  letters: string,
  word: string,
  meanwhile?: () => Promise<void>,
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (let end = 1; end <= letters.length; end += 1)
    await session.send('Input.imeSetComposition', {
      text: letters.slice(0, end),
      selectionStart: end,
      selectionEnd: end,
    })
  await meanwhile?.()
  await session.send('Input.insertText', { text: word })
  await session.detach()
}

/** Drags files and folders of this machine into the window and lets go of them. */
export async function drop(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data })
  await session.detach()
}
