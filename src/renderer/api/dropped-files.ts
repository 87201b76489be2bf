/** A file the person gave, and where it lay in the folder they gave. */
export interface DroppedFile {
  readonly file: File
  readonly path: string
}

/** The files of an <input type="file">, with their folder paths where the browser tells them. */
export function pickedFiles(list: FileList): DroppedFile[] {
  return [...list].map(file => ({ file, path: file.webkitRelativePath || file.name }))
}

/**
 * The files of a drop. Where the host sees paths a folder is handed over as it is; elsewhere it is walked here. The
 * entries must be taken before the first await: the browser empties the transfer after the event.
 */
export async function droppedFiles(transfer: DataTransfer, byPath: boolean): Promise<DroppedFile[]> {
  const flat = [...transfer.files].map(file => ({ file, path: file.name }))
  if (byPath) return flat
  const entries = [...transfer.items].map(item => item.webkitGetAsEntry()).filter(entry => entry !== null)
  return entries.length > 0 ? walk(entries) : flat
}

async function walk(roots: readonly FileSystemEntry[]): Promise<DroppedFile[]> {
  const found: DroppedFile[] = []
  const open = [...roots]
  for (let entry = open.pop(); entry; entry = open.pop()) {
    if (entry.isFile) found.push({ file: await fileOf(entry as FileSystemFileEntry), path: entry.fullPath.slice(1) })
    else if (entry.isDirectory) open.push(...(await childrenOf(entry as FileSystemDirectoryEntry)))
  }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1))
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject))

/** A reader gives at most 100 entries a time and an empty list at the end. */
async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}
