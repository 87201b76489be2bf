/* The desktop program: puts library, window, menu and dialogs together. */
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserWindow } from 'electron'
import { app, dialog, nativeTheme, session, shell } from 'electron'
import { z } from 'zod'
import type { HostCommand } from '../core/contract/events.ts'
import type { Settings } from '../core/contract/services.ts'
import { settings as firstSettings } from '../core/contract/services.ts'
import { asThreadloftError } from '../core/errors.ts'
import type { LibraryConnection } from '../core/library/connect.ts'
import { connectLibrary } from '../core/library/connect.ts'
import type { CallByName } from '../core/library/host-handlers.ts'
import { callOf, hostHandlers, messageLocale } from '../core/library/host-handlers.ts'
import { defaultLibraryFolder } from '../core/library/library-folder.ts'
import { printResources } from '../core/library/page-resources.ts'
import { savedPageResource } from '../core/library/saved-page-resource.ts'
import { errorText } from '../messages/error-text.ts'
import { m } from '../messages/generated/messages.js'
import { overwriteGetLocale } from '../messages/generated/runtime.js'
import { chooseFolder, choosePaths, chooseTarget } from './dialogs.ts'
import type { NetworkGuard } from './guards.ts'
import { guardSession, guardWindows, silenceChromium } from './guards.ts'
import { answerCalls, tellWindow } from './ipc.ts'
import { ownWords, readLaunch } from './launch.ts'
import { fileLogger } from './log.ts'
import { setMenu } from './menu.ts'
import { windowPrinter } from './pdf-printer.ts'
import type { PrintPages } from './protocol.ts'
import { registerScheme, serveScheme } from './protocol.ts'
import { createWindow, loadInterface } from './window.ts'

const resources = fileURLToPath(new URL('../../resources/', import.meta.url))
const rendererFolder = fileURLToPath(new URL('../renderer/', import.meta.url))
const handedOver = z.object({ paths: z.array(z.string()).max(100_000) })

const launch = readLaunch(ownWords(process.argv, app.isPackaged), process.cwd())
const ownFolder = defaultLibraryFolder({
  platform: process.platform,
  environment: process.env,
  home: app.getPath('home'),
})
const libraryFolder = launch.library ?? ownFolder

app.setName('Threadloft')
app.setPath('userData', path.join(app.getPath('appData'), userDataName()))
mkdirSync(app.getPath('userData'), { recursive: true })
const logger = fileLogger(path.join(app.getPath('userData'), 'threadloft.log'))

let window: BrowserWindow | null = null
let library: LibraryConnection | null = null
let call: CallByName | null = null
let guard: NetworkGuard | null = null
const waitingPaths = [...launch.paths]

app.enableSandbox()
registerScheme()
silenceChromium()
guardWindows(logger)

if (app.requestSingleInstanceLock({ paths: launch.paths })) {
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const told = handedOver.safeParse(data)
    if (told.success) void importPaths(told.data.paths)
    showWindow()
  })
  app.on('open-file', (event, file) => {
    event.preventDefault()
    void importPaths([file])
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => showWindow())
  app.on('will-quit', closeLibrary)
  app.whenReady().then(start).catch(giveUp)
} else app.quit()

/** One running program for each library: the folder that holds the lock and the window's place is named after it. */
function userDataName(): string {
  if (libraryFolder === ownFolder) return 'Threadloft Desktop'
  return `Threadloft Desktop ${createHash('sha256').update(libraryFolder).digest('hex').slice(0, 12)}`
}

async function start(): Promise<void> {
  speak('system')
  guard = guardSession(session.defaultSession, logger)
  library = await connectLibrary({
    folder: libraryFolder,
    entries: new URL('./', import.meta.url),
    watch: true,
    evenDamaged: true,
  })
  const connection = library
  const pages = serveScheme(rendererFolder, libraryFolder, {
    print: printResources(libraryFolder, path.join(resources, 'fonts')),
    saved: address => savedPageResource((name, input) => connection.call(name, input), address),
  })
  call = hostCall(library, pages)
  answerCalls(() => window, call, logger)
  library.on((name, data) => tellWindow(window, name, data as never))
  const settings = await call('settings.get', {})
  // Of a library that cannot be opened they are not known: the screens help to open it.
  applySettings(settings.ok ? (settings.value as Settings) : firstSettings.parse({}))
  await openWindow()
  await importPaths(waitingPaths.splice(0))
}

async function openWindow(): Promise<void> {
  window = await createWindow(path.join(app.getPath('userData'), 'window.json'), logger)
  window.on('closed', () => (window = null))
  // The mouse's own back and forward buttons, and three fingers where the system tells of them.
  window.on('app-command', (_event, pressed) => {
    if (pressed === 'browser-backward') tell('goBack')
    else if (pressed === 'browser-forward') tell('goForward')
  })
  window.on('swipe', (_event, direction) => {
    if (direction === 'left') tell('goBack')
    else if (direction === 'right') tell('goForward')
  })
  await loadInterface(window)
}

function hostCall(connection: LibraryConnection, pages: PrintPages): CallByName {
  const handlers = hostHandlers((name, input) => connection.call(name, input), {
    abilities: {
      shell: 'desktop',
      dialogs: true,
      filePaths: true,
      pdf: true,
      platform: process.platform,
      systemLocale: app.getLocale(),
    },
    sampleFolder: path.join(resources, 'sample'),
    opener: {
      openLink: url => shell.openExternal(url),
      openFolder: async folder => {
        const trouble = await shell.openPath(folder)
        if (trouble) throw new Error(trouble)
      },
    },
    printer: windowPrinter(pages),
    choosePaths: kind => choosePaths(window, kind),
    chooseTarget: (suggestedName, format) => chooseTarget(window, suggestedName, format),
    chooseFolder: () => chooseFolder(window),
    emit: (name, data) => tellWindow(window, name, data),
  })
  const answered = callOf(connection, handlers)
  return async (name, input) => {
    const reply = await answered(name, input)
    if (name === 'settings.set' && reply.ok) applySettings(reply.value as Settings)
    return reply
  }
}

function applySettings({ theme, locale, keys }: Settings): void {
  nativeTheme.themeSource = theme === 'sepia' ? 'light' : theme
  speak(locale)
  setMenu(
    process.platform,
    {
      tell,
      importFiles: () => void importChosen('files'),
      importFolder: () => void importChosen('folder'),
      importSample: () => void call?.('imports.sample', {}),
      showLibrary: () => void shell.openPath(libraryFolder),
    },
    keys,
  )
}

function tell(command: HostCommand): void {
  tellWindow(window, 'host.command', { command })
}

function speak(locale: Settings['locale']): void {
  const wanted = locale === 'system' ? messageLocale(app.getLocale()) : locale
  overwriteGetLocale(() => wanted)
}

async function importChosen(kind: 'files' | 'folder'): Promise<void> {
  await importPaths(await choosePaths(window, kind))
}

/** Imports at once, or when the library is open. */
async function importPaths(paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return
  if (!call) {
    waitingPaths.push(...paths)
    return
  }
  const reply = await call('imports.start', { paths: [...paths] })
  if (!reply.ok) dialog.showErrorBox(m.app_name(), errorText(reply.error.code, reply.error.details))
}

function showWindow(): void {
  // On a Mac the program goes on without a window.
  if (!window) {
    if (library) openWindow().catch(giveUp)
    return
  }
  if (window.isMinimized()) window.restore()
  window.focus()
}

function closeLibrary(event: Electron.Event): void {
  const open = library
  if (!open) return
  library = null
  logger.log('info', 'requests blocked', guard?.blocked)
  event.preventDefault()
  void open.close().finally(() => app.exit(0))
}

function giveUp(thrown: unknown): void {
  const { code, details } = asThreadloftError(thrown)
  logger.log('error', 'the program could not start', thrown)
  dialog.showErrorBox(m.app_name(), errorText(code, details))
  app.exit(1)
}
