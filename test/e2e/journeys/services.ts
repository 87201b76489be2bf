/* The care of a library: proof, backups, first aid when it is damaged, and what a banner says of it on every screen. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { towerPage } from '../../support/tower-pages.ts'
import type { Test } from './steps.ts'
import { cameraTitle, posts, threadRow, withSample } from './steps.ts'

async function looksSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(node => node.html)])).toEqual([])
}

const services = (page: Page): Promise<void> =>
  page.locator('.places').getByRole('button', { name: 'Services', exact: true }).click()
const banner = (page: Page): Locator => page.getByRole('complementary', { name: 'State of the library' })

/** Overwrites the beginning of the library's database: no program can open it any more. */
function damage(folder: string): void {
  const file = path.join(folder, 'library', 'library.sqlite')
  const bytes = readFileSync(file)
  bytes.fill(0x5a, 0, 4_096)
  writeFileSync(file, bytes)
}

/** Runs the command on the library that no program has open. */
function commandNow(folder: string, ...words: string[]): void {
  const library = path.join(folder, 'library')
  const { status, stderr } = spawnSync(process.execPath, ['bin/threadloft.mjs', ...words, '--library', library])
  if (status !== 0) throw new Error(stderr.toString())
}

export function caring(test: Test): void {
  test('a library is proven whole, backed up, and put back as it was; a banner says so until a repair has looked', async ({
    program,
  }) => {
    const { page } = program
    await withSample(page)
    await services(page)
    await page.getByRole('button', { name: 'Check now' }).click()
    await expect(page.getByText('The library is whole.')).toBeVisible()
    await page.getByRole('button', { name: 'Back up now' }).click()
    const backups = page.getByRole('list', { name: 'Backups' }).getByRole('listitem')
    await expect(backups).toHaveCount(1)
    await expect(backups).toContainText('5 threads')
    await expect(banner(page)).toHaveCount(0)

    await page.getByRole('button', { name: 'All threads' }).click()
    await threadRow(page, cameraTitle).click()
    await page.keyboard.press('Delete')
    await expect(page.getByText('4 threads', { exact: true })).toBeVisible()
    await services(page)
    await backups.getByRole('button', { name: /^Restore the backup of/ }).click()
    await expect(page.getByRole('dialog')).toContainText('Restore this backup?')
    await looksSound(page)
    await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
    await expect(page.getByText('The backup is in place.')).toBeVisible()
    await expect(backups).toHaveCount(2)

    await page.getByRole('button', { name: 'All threads' }).click()
    await expect(threadRow(page, cameraTitle)).toBeVisible()
    await expect(banner(page)).toContainText('Something may be missing')
    await looksSound(page)
    const door = banner(page).getByRole('button', { name: 'Open Services' })
    await door.focus()
    await page.keyboard.press('Enter')
    await expect(door).toHaveCount(0)
    await page.getByRole('button', { name: 'Repair', exact: true }).click()
    await expect(page.getByText('The library is whole.')).toBeVisible()
    await expect(banner(page)).toHaveCount(0)
  })

  for (const [way, name] of [
    ['a backup', 'Restore the newest sound backup'],
    ['what can be read', 'Rebuild the library'],
  ] as const)
    test(`a library that is damaged opens with first aid, and comes back from ${way}`, async ({ program }) => {
      const { page, folder } = program
      await withSample(page)
      await services(page)
      await page.getByRole('button', { name: 'Back up now' }).click()
      await expect(page.getByRole('list', { name: 'Backups' }).getByRole('listitem')).toHaveCount(1)
      const again = await program.reopen(() => damage(folder))
      const aid = again.getByRole('heading', { name: 'The library cannot be opened' })
      await expect(aid).toBeVisible()
      await expect(again.getByText(/\b6 original/)).toBeVisible()
      await looksSound(again)
      await again.getByRole('button', { name, exact: true }).focus()
      await again.keyboard.press('Enter')
      await expect(aid).toHaveCount(0, { timeout: 60_000 })
      await again.getByRole('button', { name: 'All threads' }).click()
      await threadRow(again, cameraTitle).click()
      await expect(posts(again).first()).toBeVisible()
    })

  test('the bin shows all that is in it, however much, and gives any of it back', async ({ program }) => {
    test.slow()
    const given = path.join(program.folder, 'given')
    await mkdir(given)
    for (let thread = 0; thread < 520; thread++)
      await writeFile(path.join(given, `${String(thread).padStart(4, '0')}.html`), towerPage(thread * 3))
    await expect(program.page.getByRole('heading', { level: 1 })).toBeVisible()
    const ids = Array.from({ length: 520 }, (_, index) => String(index + 1))
    const page = await program.reopen(() => {
      commandNow(program.folder, 'import', given)
      commandNow(program.folder, 'bin', ...ids)
    })
    await page.locator('.places').getByRole('button', { name: 'Bin', exact: true }).click()
    await expect(page.getByText('520 threads', { exact: true })).toBeVisible()
    const list = page.getByRole('list', { name: 'Bin' })
    await list.getByRole('button').first().focus()
    await page.keyboard.press('ArrowDown')
    await looksSound(page)
    await list.locator('.virtual-rows').evaluate(rows => rows.scrollTo(0, rows.scrollHeight))
    const last = list.locator('[aria-posinset="520"]')
    await expect(last).toContainText('水塔')
    await last.getByRole('button', { name: /^Put back/ }).click()
    await expect(page.getByText('519 threads', { exact: true })).toBeVisible()
  })
}
