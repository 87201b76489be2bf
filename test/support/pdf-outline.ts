import { readFileSync } from 'node:fs'
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'

export interface OutlineEntry {
  readonly title: string
  readonly children: OutlineEntry[]
}

/** The outline (bookmarks) of a PDF, read back from the file. */
export async function outlineOf(file: string): Promise<OutlineEntry[]> {
  const document = await PDFDocument.load(readFileSync(file))
  const outlines = document.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict)
  return outlines ? entriesBelow(outlines) : []
}

function entriesBelow(parent: PDFDict): OutlineEntry[] {
  const entries: OutlineEntry[] = []
  let node = parent.lookupMaybe(PDFName.of('First'), PDFDict)
  while (node) {
    const title = node.lookup(PDFName.of('Title'), PDFString, PDFHexString)
    entries.push({ title: title.decodeText(), children: entriesBelow(node) })
    node = node.lookupMaybe(PDFName.of('Next'), PDFDict)
  }
  return entries
}
