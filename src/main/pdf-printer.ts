import { BrowserWindow } from 'electron'
import { ThreadloftError } from '../core/errors.ts'
import type { PdfPrinter } from '../core/library/ports.ts'
import type { PrintPages } from './protocol.ts'

/** Prints in a window that nobody sees and no preload reaches. */
export function windowPrinter(pages: PrintPages): PdfPrinter {
  return {
    async print(job) {
      const page = pages.add(job.html)
      const window = new BrowserWindow({
        show: false,
        title: job.title,
        webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
      })
      try {
        await window.loadURL(page.url)
        // Fonts begin to load when the page is laid out, which may be after its load event.
        await window.webContents.executeJavaScript('document.fonts.ready.then(() => null)')
        return await window.webContents.printToPDF({
          preferCSSPageSize: true,
          printBackground: true,
          generateDocumentOutline: true,
          generateTaggedPDF: true,
        })
      } catch (thrown) {
        const reason = thrown instanceof Error ? thrown.message : String(thrown)
        throw new ThreadloftError('print-failed', { reason }, { cause: thrown })
      } finally {
        window.destroy()
        page.remove()
      }
    },
  }
}
