/* The system's own dialogs. */
import path from 'node:path'
import type { BrowserWindow, OpenDialogOptions } from 'electron'
import { app, dialog } from 'electron'
import type { ExportFolder } from '../core/library/export-threads.ts'
import { intoFolder } from '../core/library/export-threads.ts'
import type { ExportTarget, FileFormat } from '../core/library/host-handlers.ts'
import { m } from '../messages/generated/messages.js'

/** Asks for saved pages, or for one folder of them. */
export async function choosePaths(window: BrowserWindow | null, kind: 'files' | 'folder'): Promise<string[]> {
  const options: OpenDialogOptions =
    kind === 'folder'
      ? { title: m.desktop_choose_folder(), properties: ['openDirectory', 'multiSelections'] }
      : {
          title: m.desktop_choose_files(),
          properties: ['openFile', 'multiSelections'],
          filters: [
            {
              name: m.desktop_saved_pages(),
              extensions: ['html', 'htm', 'xhtml', 'mhtml', 'mht', 'maff', 'txt', 'zip'],
            },
            { name: m.desktop_all_files(), extensions: ['*'] },
          ],
        }
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  return canceled ? [] : filePaths
}

/** Asks for the folder that many exports go into. */
export async function chooseFolder(window: BrowserWindow | null): Promise<ExportFolder | null> {
  const options: OpenDialogOptions = {
    title: m.desktop_export_many_to(),
    buttonLabel: m.export_here(),
    properties: ['openDirectory', 'createDirectory'],
  }
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options))
  const [folder] = filePaths
  return canceled || folder === undefined ? null : intoFolder(folder)
}

/** Asks where an export goes; the dialog itself asks before it lets an existing file be replaced. */
export async function chooseTarget(
  window: BrowserWindow | null,
  suggestedName: string,
  format: FileFormat,
): Promise<ExportTarget | null> {
  const options = {
    title: m.desktop_export_to(),
    defaultPath: path.join(app.getPath('documents'), suggestedName),
    filters: [{ name: format.toUpperCase(), extensions: [format] }],
  }
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options))
  return canceled || !filePath ? null : { path: filePath, download: null }
}
