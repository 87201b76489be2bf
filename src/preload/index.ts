/* The one bridge between the sandboxed interface and the main process: calls, events, and the paths of dropped files. */
import type { IpcRendererEvent } from 'electron'
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { EventName } from '../core/contract/events.ts'
import type { ProcedureName } from '../core/contract/index.ts'
import type { Reply } from '../core/contract/procedure.ts'

contextBridge.exposeInMainWorld('threadloft', {
  call: (name: ProcedureName, input: unknown) =>
    ipcRenderer.invoke('threadloft:call', name, input) as Promise<Reply<unknown>>,
  on: (name: EventName, listener: (data: unknown) => void) => {
    const hear = (_event: IpcRendererEvent, told: EventName, data: unknown): void => {
      if (told === name) listener(data)
    }
    ipcRenderer.on('threadloft:event', hear)
    return () => void ipcRenderer.off('threadloft:event', hear)
  },
  pathForFile: (file: File) => webUtils.getPathForFile(file),
})
