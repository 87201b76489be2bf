/* What a person does with Threadloft, from the first start on; the same in every shell. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import AxeBuilder from '@axe-core/playwright'
import type { Page, PlaywrightTestArgs, PlaywrightWorkerArgs, TestType } from '@playwright/test'
import { expect } from '@playwright/test'
import { sampleFolder } from '../support/command.ts'
import { outlineOf } from '../support/pdf-outline.ts'
import type { Program } from '../support/program.ts'

type Test = TestType<PlaywrightTestArgs & { program: Program }, PlaywrightWorkerArgs>

const cameraTitle = '修一台1978年的海鸥相机，全程记录'

/** Brings the sample forum in from the first screen, and waits for its threads. */
async function withSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sample forum' }).click()
  // The list grows while files come in: a row clicked meanwhile may be another one by then.
  await expect(page.getByText('5 threads', { exact: true })).toBeVisible()
}

const threadRow = (page: Page, title: string) => page.getByRole('button').filter({ hasText: title })
const posts = (page: Page) => page.getByRole('article')

export function journeys(test: Test): void {
  test('from the first start to a printed thread', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await threadRow(page, cameraTitle).click()
    const opening = posts(page).first()
    await expect(opening).toContainText('上个月在旧货市场遇到一台海鸥4B')
    await expect(opening).toContainText('版主')
    await expect(opening).toContainText('本帖被 桥头老乔 执行加亮操作(2013-10-13)')
    await expect(opening.locator('img[src^="assets/"]').last()).toHaveJSProperty('complete', true)

    await page.keyboard.press('/')
    await page.keyboard.insertText('毛玻璃')
    const hit = page.getByRole('button').filter({ hasText: '温水加一点洗洁精' })
    await hit.click()
    const mark = posts(page).locator('mark').filter({ hasText: '毛玻璃' })
    await expect(mark.last()).toBeInViewport()

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

  test('a folder comes in with a report that adds up', async ({ program }) => {
    const { page, folder } = program
    const saved = path.join(folder, 'saved')
    await cp(path.join(sampleFolder, 'haitangli'), saved, { recursive: true })
    await mkdir(path.join(saved, 'more'))
    await cp(path.join(sampleFolder, 'copied/library-hours.txt'), path.join(saved, 'notes.txt'))
    await cp(path.join(saved, 'notes.txt'), path.join(saved, 'more/again.txt'))
    await writeFile(path.join(saved, 'more/empty.html'), '')
    await program.giving([saved], () => page.getByRole('button', { name: 'Folder …' }).click())
    await expect(threadRow(page, cameraTitle)).toBeVisible()
    await expect(threadRow(page, cameraTitle)).toContainText('16 posts')
    await page.getByRole('button', { name: 'Details' }).click()
    const report = page.getByRole('region', { name: 'Import report' })
    await expect(report).toContainText('Import finished')
    const counts = await report.getByRole('group').getByRole('button').allInnerTexts()
    const [imported, known, skipped, failed] = counts.map(count => Number(/\d+/.exec(count)?.[0]))
    await expect(report).toContainText(`${imported! + known! + skipped! + failed!} files given`)
    expect([imported, known]).toEqual([3, 1])
  })

  test('only the thread starter, newest first, and a floor by its number', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await threadRow(page, cameraTitle).click()
    await expect(posts(page).first()).toHaveAttribute('aria-setsize', '16')
    await page.getByRole('button', { name: 'Only the thread starter' }).click()
    await expect(posts(page).first()).toHaveAttribute('aria-setsize', '6')
    await page.getByRole('button', { name: 'Newest first' }).click()
    // The place one was reading stays in view; the newest is at the top now.
    await expect(async () => {
      await page.keyboard.press('Home')
      await expect(posts(page).first()).toContainText('手边还有一台红旗20', { timeout: 1_000 })
    }).toPass()
    await page.getByRole('button', { name: 'Only the thread starter' }).click()
    await page.getByRole('button', { name: 'Newest first' }).click()
    await page.getByRole('button', { name: 'Go to floor' }).click()
    await page.getByRole('textbox', { name: 'Go to floor' }).fill('11')
    await page.keyboard.press('Enter')
    await expect(posts(page).filter({ hasText: '石狮子少了一只' })).toBeInViewport()
  })

  test('everything by keyboard, from a search to the next thread', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await page.keyboard.press('J')
    await expect(posts(page).first()).toContainText('Five valves')
    await page.keyboard.press('/')
    await page.keyboard.insertText('快门')
    await expect(page.locator('[data-row]')).not.toHaveCount(0)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(posts(page).locator('mark').first()).toBeVisible()
    await page.keyboard.press('n')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  test('keys that belong to an input method are nobody’s command', async ({ program }) => {
    const { page } = program
    await withSample(page)
    const field = page.getByRole('textbox', { name: 'Search everything' })
    await field.focus()
    const session = await page.context().newCDPSession(page)
    await session.send('Input.imeSetComposition', { text: 'kuai', selectionStart: 4, selectionEnd: 4 })
    await page.waitForTimeout(400)
    await expect(page.locator('mark')).toHaveCount(0)
    await session.send('Input.insertText', { text: '快门' })
    await expect(page.locator('mark').filter({ hasText: '快门' }).first()).toBeVisible()
  })

  for (const [label, words] of [
    ['English', 'All threads'],
    ['简体', '全部帖子'],
    ['繁體', '全部討論串'],
  ] as const)
    test(`speaks ${label}`, async ({ program }) => {
      const { page } = program
      await withSample(page)
      await page.keyboard.press('Control+,')
      await page.getByRole('radio', { name: label }).check()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('heading', { name: words })).toBeVisible()
    })

  for (const theme of ['light', 'dark'] as const)
    test(`has nothing that shuts people out, ${theme}`, async ({ program }) => {
      const { page } = program
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNoViolation(page, 'first screen')
      await withSample(page)
      await expectNoViolation(page, 'list')
      await threadRow(page, cameraTitle).click()
      await expect(posts(page).first()).toBeVisible()
      await expectNoViolation(page, 'thread')
      await page.keyboard.press('/')
      await page.keyboard.insertText('快门')
      await expect(page.locator('.list mark').first()).toBeVisible()
      await expectNoViolation(page, 'search')
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoViolation(page, 'keys')
      await page.keyboard.press('Escape')
      for (const place of ['Members', 'Imports']) {
        await page.getByRole('button', { name: place }).first().click()
        await expectNoViolation(page, place)
      }
    })
}

async function expectNoViolation(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${screen}: ${id} ${nodes.map(node => node.target.join(' ')).join(', ')}`,
  )
  expect(found).toEqual([])
}
