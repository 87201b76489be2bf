/* From the first start on: what one brings in, and how one is told of it. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { sampleFolder } from '../../support/command.ts'
import { outlineOf } from '../../support/pdf-outline.ts'
import type { Test } from './steps.ts'
import { cameraTitle, drop, posts, threadRow, withSample } from './steps.ts'

/** A folder with two pages of a thread, a text, the same text again and a file without content. */
async function folderOfFive(folder: string): Promise<string> {
  const saved = path.join(folder, 'saved')
  await cp(path.join(sampleFolder, 'haitangli'), saved, { recursive: true })
  await mkdir(path.join(saved, 'more'))
  await cp(path.join(sampleFolder, 'copied/library-hours.txt'), path.join(saved, 'notes.txt'))
  await cp(path.join(saved, 'notes.txt'), path.join(saved, 'more/again.txt'))
  await writeFile(path.join(saved, 'more/empty.html'), '')
  return saved
}

async function expectReportThatAddsUp(page: Page): Promise<void> {
  await expect(threadRow(page, cameraTitle)).toBeVisible()
  await expect(threadRow(page, cameraTitle)).toContainText('16 posts')
  await page.getByRole('button', { name: 'Details' }).click()
  const report = page.getByRole('main')
  await expect(report).toContainText('Import finished')
  const counts = await report.getByRole('group', { name: 'Show only' }).getByRole('button').allInnerTexts()
  const [imported, known, skipped, failed] = counts.map(count => Number(/\d+/.exec(count)?.[0]))
  await expect(report).toContainText(`${imported! + known! + skipped! + failed!} files given`)
  expect([imported, known]).toEqual([3, 1])
}

export function starting(test: Test): void {
  test('from the first start to a printed thread', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await threadRow(page, cameraTitle).click()
    const opening = posts(page).first()
    await expect(opening).toContainText('上个月在旧货市场遇到一台海鸥4B')
    await expect(opening).toContainText('版主')
    await expect(opening).toContainText('本帖被 桥头老乔 执行加亮操作(2013-10-13)')
    await expect(opening.locator('img[src^="assets/"]').last()).toHaveJSProperty('complete', true)

    const file = await program.writing(async () => {
      await page.getByRole('button', { name: 'Export thread' }).click()
      await page.getByRole('menuitem', { name: 'PDF' }).click()
    })
    const outline = await outlineOf(file)
    expect((await PDFDocument.load(await readFile(file))).getTitle()).toBe(cameraTitle)
    expect(
      outline.flatMap(entry => [entry, ...entry.children]).filter(entry => /顾木匠/.test(entry.title)),
    ).toHaveLength(6)
  })

  test('a chosen folder comes in with a report that adds up', async ({ program }) => {
    const saved = await folderOfFive(program.folder)
    await program.giving([saved], () => program.page.getByRole('button', { name: 'Folder …' }).click())
    await expectReportThatAddsUp(program.page)
  })

  test('a folder dropped anywhere comes in with a report that adds up', async ({ program }) => {
    const { page } = program
    const saved = await folderOfFive(program.folder)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await drop(page, [saved])
    await expectReportThatAddsUp(page)
  })
}
