import { readFile, readdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect } from '@playwright/test'
import type { Desktop } from '../support/desktop-program.ts'
import { test } from '../support/desktop-program.ts'

const savedPage = (
  title: string,
): string => `<!doctype html><html lang="zh"><meta charset="utf-8"><title>${title}</title>
<body><h1>${title}</h1><p>老槐树下的石桌还在，夏天的傍晚总有人来下棋。</p><p>后来公园修了新路，石桌搬到了北门。</p></body></html>`

async function threads(desktop: Desktop): Promise<{ id: number; title: string }[]> {
  const reply = await desktop.call('threads.list', {})
  return reply.ok ? (reply.value as { threads: { id: number; title: string }[] }).threads : []
}

test('opens the interface in a window that is cut off from everything', async ({ desktop }) => {
  const { app, page } = desktop
  expect(await desktop.call('host.abilities', {})).toMatchObject({ ok: true, value: { shell: 'desktop', pdf: true } })
  const address = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.getURL())
  const reach = await page.evaluate(async () => {
    const outcome = (trial: Promise<unknown>): Promise<string> =>
      trial.then(
        () => 'reached',
        () => 'refused',
      )
    return {
      node: ['process' in globalThis, 'require' in globalThis],
      network: await outcome(fetch('https://forum.example/')),
      file: await outcome(fetch('file:///etc/passwd')),
      traversal: (await fetch('assets/..%2f..%2flibrary.sqlite')).status,
      asset: (await fetch(`assets/${'a'.repeat(64)}`)).status,
      window: window.open('https://forum.example/') === null ? 'refused' : 'opened',
      notifications: await Notification.requestPermission(),
    }
  })
  expect([address.replace(/#.*/, ''), reach]).toEqual([
    'app://threadloft/',
    {
      node: [false, false],
      network: 'refused',
      file: 'refused',
      traversal: 404,
      asset: 404,
      window: 'refused',
      notifications: 'denied',
    },
  ])
  await page.evaluate(() => void (location.href = 'https://forum.example/'))
  await page.waitForTimeout(300)
  expect(
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(one => one.webContents.getURL().replace(/#.*/, '')),
    ),
  ).toEqual(['app://threadloft/'])
})

test('imports what the menu’s dialog gives, and what a second start hands over', async ({ desktop }) => {
  const [first, second] = [path.join(desktop.folder, 'one.html'), path.join(desktop.folder, 'two.html')]
  await writeFile(first, savedPage('北门的石桌'))
  await writeFile(second, savedPage('老槐树'))
  await desktop.app.evaluate(({ dialog, Menu }, file) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
    const choose = Menu.getApplicationMenu()!.getMenuItemById('importFiles')!.click as () => void
    choose()
  }, first)
  await expect.poll(async () => (await threads(desktop)).map(({ title }) => title)).toEqual(['北门的石桌'])
  await desktop.startAgain([second])
  await expect
    .poll(async () => (await threads(desktop)).map(({ title }) => title).sort())
    .toEqual(['北门的石桌', '老槐树'])
})

test('lets the screens do what the menu says', async ({ desktop: { app, page } }) => {
  await app.evaluate(({ Menu }) => {
    const choose = Menu.getApplicationMenu()!.getMenuItemById('keys')!.click as () => void
    choose()
  })
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('prints a thread to where the dialog says', async ({ desktop }) => {
  const file = path.join(desktop.folder, 'one.html')
  await writeFile(file, savedPage('北门的石桌'))
  expect(await desktop.call('imports.start', { paths: [file] })).toMatchObject({ ok: true })
  await expect.poll(async () => (await threads(desktop)).length).toBe(1)
  const target = path.join(desktop.folder, 'thread.pdf')
  await desktop.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, target)
  const [thread] = await threads(desktop)
  const reply = await desktop.call('exports.thread', { threadId: thread!.id, format: 'pdf' })
  expect(reply).toEqual({ ok: true, value: { path: target, download: null, bytes: (await stat(target)).size } })
  const document = await PDFDocument.load(await readFile(target))
  expect([document.getTitle(), document.getPageCount() > 0]).toEqual(['北门的石桌', true])
})

test('remembers its window and its settings', async ({ desktop }) => {
  expect(await desktop.call('settings.set', { theme: 'dark', locale: 'zh-Hans' })).toMatchObject({ ok: true })
  const told = await desktop.app.evaluate(({ Menu, nativeTheme, BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]!.setSize(1000, 700)
    return [nativeTheme.themeSource, Menu.getApplicationMenu()!.getMenuItemById('importFolder')!.label]
  })
  expect(told).toEqual(['dark', '导入文件夹…'])
  await desktop.app.close()
  const [own] = await readdir(path.join(desktop.folder, 'config'))
  const state: unknown = JSON.parse(await readFile(path.join(desktop.folder, 'config', own!, 'window.json'), 'utf8'))
  expect(state).toMatchObject({ width: 1000, height: 700, maximized: false })
})
