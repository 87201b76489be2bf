/* The contract over Electron's IPC: one channel for calls, one for events, and nobody but our own page on them. */
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron'
import { ipcMain } from 'electron'
import type { EventData, EventName } from '../core/contract/events.ts'
import type { Reply } from '../core/contract/procedure.ts'
import { refusal } from '../core/contract/procedure.ts'
import { ThreadloftError } from '../core/errors.ts'
import type { CallByName } from '../core/library/host-handlers.ts'
import type { Logger } from '../core/library/ports.ts'
import { interfaceOrigin } from './protocol.ts'

/** Answers the calls of the window that `current` names, and of no other sender. */
export function answerCalls(current: () => BrowserWindow | null, call: CallByName, logger: Logger): void {
  ipcMain.handle('threadloft:call', async (event, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    if (isOurs(event, current()) && typeof name === 'string') return call(name, input)
    logger.log('warn', 'a call of a stranger was refused', { url: event.senderFrame?.url.slice(0, 500), name })
    return refusal(new ThreadloftError('unknown-command', { name: String(name).slice(0, 100) }))
  })
}

function isOurs({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  if (!window || window.isDestroyed() || sender.id !== window.webContents.id) return false
  return senderFrame?.parent === null && senderFrame.url.startsWith(`${interfaceOrigin}/`)
}

/** Tells the window something; a window that is gone is not told. */
export function tellWindow<Name extends EventName>(
  window: BrowserWindow | null,
  name: Name,
  data: EventData<Name>,
): void {
  if (window && !window.isDestroyed()) window.webContents.send('threadloft:event', name, data)
}
