/* Starts the built desktop program, on a library and a home of its own. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ElectronApplication, Page } from '@playwright/test'
import { _electron, test as base } from '@playwright/test'
import type { Reply } from '../../src/core/contract/procedure.ts'
import { electronHere, hasDisplay } from '../../tools/desktop.mjs'

const home = fileURLToPath(new URL('../../', import.meta.url))
const there = electronHere() !== null && (hasDisplay() || Boolean(process.env['ELECTRON_OVERRIDE_DIST_PATH']))
if (!there)
  process.stderr.write(
    '\n!! SKIPPED: no Electron runtime (or no display) here, so the desktop program is not tested\n\n',
  )

export interface Desktop {
  readonly app: ElectronApplication
  readonly page: Page
  /** A folder for the test, removed afterwards; the library is `library` in it. */
  readonly folder: string
  /** A call through the bridge, as the interface makes it. */
  call(name: string, input: unknown): Promise<Reply<unknown>>
  /** Ends the program and starts it again on the same library; gives the window it opens then; `meanwhile` no program has it open. */
  reopen(meanwhile?: () => void): Promise<Page>
  /** Starts the program once more on the same library, with files to import. */
  startAgain(files: readonly string[]): Promise<void>
}

export const test = base.extend<{ desktop: Desktop }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the needed fixtures from this pattern
  desktop: async ({}, use) => {
    base.skip(!there, 'no Electron runtime here')
    const folder = await mkdtemp(path.join(tmpdir(), 'threadloft-desktop-'))
    const start = (files: readonly string[]): Promise<ElectronApplication> =>
      _electron.launch({
        args: [...sandboxWords(), '.', '--library', path.join(folder, 'library'), ...files],
        cwd: home,
        env: { ...(process.env as Record<string, string>), XDG_CONFIG_HOME: path.join(folder, 'config') },
      })
    const open = async (): Promise<{ app: ElectronApplication; page: Page }> => {
      const app = await start([])
      const page = await app.firstWindow()
      // The bridge is there at once; the screens hear the menu when they are drawn.
      await page.waitForFunction(() => 'threadloft' in window && document.querySelector('#app *') !== null)
      return { app, page }
    }
    let running = await open()
    const { app, page } = running
    await use({
      app,
      page,
      folder,
      async reopen(meanwhile) {
        await running.app.close()
        meanwhile?.()
        running = await open()
        return running.page
      },
      call: (name, input) => callBridge(page, name, input),
      // The second program hands its files over and ends before there is a window to connect to.
      startAgain: files =>
        start(files).then(
          second => second.close(),
          () => undefined,
        ),
    })
    await running.app.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
})

function sandboxWords(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

function callBridge(page: Page, name: string, input: unknown): Promise<Reply<unknown>> {
  return page.evaluate(
    ([asked, given]) => {
      const bridge = (window as unknown as { threadloft: { call(name: unknown, input: unknown): Promise<unknown> } })
        .threadloft
      return bridge.call(asked, given)
    },
    [name, input],
  ) as Promise<Reply<unknown>>
}
