/** Names that systems put into folders by themselves. */
export const systemNames = new Set(['.ds_store', 'thumbs.db', 'desktop.ini', '__macosx'])
/** How browsers of many languages name the folder beside a saved page: Thread_files, Thread.files, Thread-Dateien … */
const besidePage =
  /^(.+?)(?:[_-](?:files|dateien|fichiers|archivos|file|bestanden|filer|tiedostot|pliki|soubory|arquivos|ficheiros|elemei|datoteke|fajlovi|dosyalar|failid|fails|bylos|fitxers|fitxategiak)|\.files|_파일|_ファイル|的文件|_文件|的檔案|_檔案|\.data|_data)$/i
/** Scripts and styles; Chrome adds a word of the system's language to names that it thinks harmful (x.js.下载). */
const script = /\.(?:m?js|css|map|woff2?|ttf|eot)(?:\.[^./\\\s]{1,20})?$/i
const pageEnding = /\.(?:html?|xhtml|shtml|php|asp|aspx|jsp|mht|mhtml|txt)$/i

/** Whether a name is that of the picture folder of a page that lies beside it. */
export function isBesidePage(name: string, siblings: Iterable<string>): boolean {
  const stem = besidePage.exec(name)?.[1]?.toLowerCase()
  return (
    stem !== undefined &&
    [...siblings].some(sibling => pageEnding.test(sibling) && sibling.toLowerCase().replace(pageEnding, '') === stem)
  )
}

/** Of the names in one folder those of picture folders, by the name of their page without its ending, in small letters. */
export function besideFolders(names: readonly string[]): ReadonlyMap<string, string> {
  const pages = new Set(names.filter(name => pageEnding.test(name)).map(name => pageStem(name)))
  return new Map(
    names.flatMap(name => {
      const stem = besidePage.exec(name)?.[1]?.toLowerCase()
      return stem !== undefined && pages.has(stem) ? [[stem, name] as const] : []
    }),
  )
}

/** A page's name without its ending, in small letters. */
export const pageStem = (name: string): string => name.toLowerCase().replace(pageEnding, '')

/** Whether a file is a page's script, style or font by its name: text, but nobody's words. */
export function isPageScript(name: string): boolean {
  return script.test(name)
}
