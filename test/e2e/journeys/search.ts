/* Finding: by what one types, with an input method too, by a form, by name, and from one match to the next. */
import { expect } from '@playwright/test'
import type { Test } from './steps.ts'
import { cameraTitle, compose, posts, searchField, threadRow, withSample } from './steps.ts'

const railwayTitle = '沿着废弃的盐场铁路走到海边'

export function searching(test: Test): void {
  test('a Chinese word from an input method leads to its matches, from thread to thread', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await page.keyboard.press('/')
    await compose(page, 'zhaozhe', '照着', async () => {
      // The Enter that takes a word from the input method is the input method's.
      await searchField(page).dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true })
      await page.waitForTimeout(300)
      await expect(page.locator('mark')).toHaveCount(0)
      expect(page.url()).not.toContain('/thread/')
    })
    await expect(page.locator('.list [data-row]')).toHaveCount(2)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const mark = posts(page).locator('mark').filter({ hasText: '照着' })
    await expect(mark).toHaveCount(1)
    await expect(mark).toBeInViewport()
    const place = page.getByRole('group', { name: 'Matches of the search' }).getByRole('status')
    await expect(place).toHaveText('1 of 1')
    const first = await page.locator('.list [aria-current=true]').innerText()
    const other = first.includes(cameraTitle) ? railwayTitle : cameraTitle
    await page.keyboard.press('n')
    await expect(page.getByRole('status').filter({ hasText: `On to “${other}` })).toBeVisible()
    await expect(page.getByRole('main').getByRole('heading').filter({ hasText: other })).toBeAttached()
    await expect(mark).toBeInViewport()
    await page.keyboard.press('n')
    await expect(page.getByRole('status').filter({ hasText: 'No further match' })).toBeVisible()
    await page.keyboard.press('Shift+N')
    await expect(page.locator('.list [aria-current=true]')).toHaveText(first, { useInnerText: true })
  })

  test('n and N say which of how many matches one is at, or which hit where nothing is marked', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await page.keyboard.press('/')
    await page.keyboard.insertText('快门')
    const place = page.getByRole('group', { name: 'Matches of the search' }).getByRole('status')
    await threadRow(page, cameraTitle).first().click()
    await expect(place).toHaveText('5 of 6')
    await page.keyboard.press('n')
    await expect(place).toHaveText('6 of 6')
    await page.keyboard.press('/')
    await searchField(page).fill('author:桥头老乔')
    const rows = page.locator('.list [data-row]')
    await expect(rows.first()).not.toContainText('快门')
    const hits = await rows.count()
    await rows.first().click()
    await expect(place).toHaveText(`1 of ${hits}`)
    await page.keyboard.press('n')
    await expect(place).toHaveText(`2 of ${hits}`)
  })

  test('what is wrong with a search is shown at its place, and a form writes it right', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await page.keyboard.press('/')
    await page.keyboard.insertText('快门 (老师傅')
    const problem = page.getByRole('alert')
    await expect(problem.locator('strong')).toHaveText('(')
    await searchField(page).fill('快门')
    await page.getByRole('button', { name: 'Search form' }).click()
    await page.getByLabel('Author').fill('桥头老乔')
    await expect(searchField(page)).toHaveValue('快门 author:桥头老乔')
    await page.getByRole('checkbox', { name: 'a picture' }).check()
    await expect(searchField(page)).toHaveValue('快门 author:桥头老乔 has:image')
    await searchField(page).fill('快门 author:桥头老乔')
    await expect(page.getByRole('checkbox', { name: 'a picture' })).not.toBeChecked()
    await page.getByRole('button', { name: 'Show results' }).click()
    await expect(page.locator('.list [data-row]')).toHaveCount(1)
    await page.getByRole('button', { name: 'Remove author:桥头老乔' }).click()
    await expect(page.locator('.list [data-row]')).not.toHaveCount(1)
  })

  test('fields and names are completed, and a search is kept with its count', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await page.keyboard.press('/')
    await page.keyboard.type('auth')
    await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('author:')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(searchField(page)).toHaveValue('author:')
    await page.keyboard.type('moth')
    await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('Moth')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(searchField(page)).toHaveValue('author:Moth ')
    await expect(page.locator('.list [data-row]')).toHaveCount(1)
    await page.getByRole('button', { name: 'Save this search' }).click()
    await page.getByLabel('Name of the search').fill('What Moth says')
    await page.keyboard.press('Enter')
    const link = page.getByRole('navigation').getByRole('button', { name: 'What Moth says' })
    await expect(link).toContainText('1')
    await page.getByRole('button', { name: /^Saved searches/ }).click()
    await page.getByRole('button', { name: 'Remove' }).click()
    await expect(link).toHaveCount(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(link).toContainText('1')
  })

  test('anything is gone to by a piece of its name, in pinyin too', async ({ program }) => {
    const { page } = program
    await withSample(page)
    const option = page.getByRole('dialog').getByRole('option')
    await page.keyboard.press('Control+P')
    await page.keyboard.type('haiou')
    await expect(option.filter({ hasText: cameraTitle })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(posts(page).first()).toContainText('旧货市场')
    await page.keyboard.press('Control+P')
    await page.keyboard.type('fenwrigt')
    await expect(option.filter({ hasText: 'Ada Fenwright' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Ada Fenwright' })).toBeVisible()
  })

  test('a text is found in every post of the open thread, with count and position', async ({ program }) => {
    const { page } = program
    await withSample(page)
    await threadRow(page, cameraTitle).click()
    await expect(posts(page).first()).toBeVisible()
    await page.keyboard.press('Control+F')
    await expect(page.getByRole('textbox', { name: 'Find in this thread' })).toBeFocused()
    await compose(page, 'kuai', '快门')
    const position = page.locator('output')
    await expect(position).toHaveText('1 of 6')
    await page.keyboard.press('F3')
    await expect(position).toHaveText('2 of 6')
    await page.keyboard.press('Shift+F3')
    await page.keyboard.press('Shift+F3')
    await expect(position).toHaveText('6 of 6')
    await expect(page.locator('mark.now, mark[aria-current], mark').filter({ hasText: '快门' }).last()).toBeInViewport()
    await page.keyboard.press('Escape')
    await expect(page.locator('mark')).toHaveCount(0)
  })
}
