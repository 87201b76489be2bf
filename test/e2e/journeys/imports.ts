/* Imports as a person watches them: rest, go on, what failed, what is looked at first, what is pasted. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { towerPage } from '../../support/any-tower-page.ts'
import type { Test } from './steps.ts'
import { drop, withSample } from './steps.ts'

const files = 300
const long = { timeout: 100_000 }

/** A folder of many threads of one page, and an archive that is none. */
async function folderOfMany(folder: string): Promise<string> {
  const saved = path.join(folder, 'towers')
  await mkdir(saved)
  for (let thread = 1; thread < files; thread += 1)
    await writeFile(path.join(saved, `${thread}.html`), towerPage({ thread, posts: 1 }))
  await writeFile(path.join(saved, 'broken.zip'), Buffer.from('504b0304ffff', 'hex'))
  return saved
}

async function paste(page: Page, content: { html?: string; text: string }): Promise<void> {
  await page.evaluate(({ html, text }) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    if (html !== undefined) clipboardData.setData('text/html', html)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, content)
}

export function importing(test: Test): void {
  test('a dropped folder rests when it is told to, goes on, adds up, and what failed is tried again', async ({
    program,
  }) => {
    const { page } = program
    const saved = await folderOfMany(program.folder)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await drop(page, [saved])
    await page.getByRole('button', { name: 'Pause import' }).first().click()
    await expect(page.getByText('Import paused').first()).toBeVisible()
    await page.getByRole('button', { name: 'Resume import' }).first().click()
    await expect(page.getByText('Import finished').first()).toBeVisible(long)
    await page.getByRole('button', { name: 'Details' }).first().click()
    const report = page.getByRole('region', { name: 'Import report' })
    await expect(report).toContainText(`${files} files given`)
    const counts = await report.getByRole('group').getByRole('button').allInnerTexts()
    expect(counts.map(count => Number(/\d+/.exec(count)?.[0]))).toEqual([files - 1, 0, 0, 1])
    await report.getByRole('button', { name: /^Failed/ }).click()
    await expect(report.getByRole('listitem')).toHaveCount(1)
    await expect(report.getByRole('listitem')).toContainText('broken.zip')
    await report.getByRole('button', { name: 'Retry failed' }).click()
    await expect(page.getByRole('button', { name: /^Failed files again/ })).toContainText('1 failed')
  })

  test('one file is looked at before it comes in', async ({ program }) => {
    const { page } = program
    await withSample(page)
    const file = path.join(program.folder, 'tower.html')
    await writeFile(file, towerPage({ thread: 7 }))
    await page.getByRole('button', { name: 'Imports' }).first().click()
    await program.giving([file], () => page.getByRole('button', { name: 'Look at one file first …' }).click())
    const look = page.getByRole('dialog')
    await expect(look).toContainText('Makes a new thread of 3 posts')
    await look.getByRole('button', { name: 'Import it' }).click()
    await expect(page.getByRole('button', { name: /^tower\.html/ })).toContainText('3 new posts')
  })

  test('what is pasted outside of a field comes in, and can be taken back', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await paste(page, { html: towerPage({ thread: 9 }), text: '水塔 9' })
    await expect(page.getByText('Pasted: 3 new posts')).toBeVisible()
    await expect(page.getByText('6 threads', { exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect(page.getByText('5 threads', { exact: true })).toBeVisible()
  })

  test('a watched folder is named, and its pages come in by themselves', async ({ program }) => {
    const { page } = program
    await withSample(page)
    const folder = path.join(program.folder, 'watched')
    await mkdir(folder)
    await page.getByRole('button', { name: 'Imports' }).first().click()
    const field = page.getByRole('textbox', { name: 'Path of the folder on this machine' })
    if (await field.isVisible()) {
      await field.fill(folder)
      await page.getByRole('button', { name: 'Watch it' }).click()
    } else await program.giving([folder], () => page.getByRole('button', { name: 'Watch a folder …' }).click())
    await expect(page.getByRole('checkbox', { name: `Watch ${folder}` })).toBeChecked()
    await writeFile(path.join(folder, 'tower.html'), towerPage({ thread: 3 }))
    await expect(page.getByRole('button', { name: /^Watched folder: watched/ })).toContainText('3 new posts', long)
  })
}
