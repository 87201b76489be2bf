import { fileURLToPath } from 'node:url'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { Logger } from '../core/library/ports.ts'
import { interfaceOrigin } from './protocol.ts'
import { readWindowState, visibleOn, writeWindowState } from './window-state.ts'

/** A window where it was last time, still without its page. It shows itself when there is something to see. */
export async function createWindow(stateFile: string, logger: Logger): Promise<BrowserWindow> {
  const areas = screen.getAllDisplays().map(display => display.workArea)
  const { corner, width, height, maximized } = visibleOn(areas, await readWindowState(stateFile))
  const window = new BrowserWindow({
    ...corner,
    width,
    height,
    minWidth: 480,
    minHeight: 360,
    show: false,
    title: 'Threadloft',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#11161b' : '#e6e9e6',
    webPreferences: {
      preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  })
  if (maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds()
    const state = { corner: { x, y }, width, height, maximized: window.isMaximized() }
    void writeWindowState(stateFile, state).catch((thrown: unknown) =>
      logger.log('warn', 'the place of the window was not kept', thrown),
    )
  })
  window.webContents.on('render-process-gone', (_event, details) =>
    logger.log('error', 'the window’s process has ended', details),
  )
  return window
}

/** Loads the interface; settles when it is there. */
export async function loadInterface(window: BrowserWindow): Promise<void> {
  await window.loadURL(`${interfaceOrigin}/`)
}
