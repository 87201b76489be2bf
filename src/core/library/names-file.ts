/*
 * The file `names.index`: the names of a library as they are looked for. A line of JSON says which form it has and how
 * long each column is, and gives a checksum; then the columns follow. Whatever does not fit is as good as no file.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { z } from 'zod'
import { NameTable } from '../search/name-table.ts'
import { tokensVersion } from '../text/tokens.ts'

export const namesFile = 'names.index'

/** Counts up when columns or spelling change; folding has a version of its own. */
const form = 2

// Chinese as UTF-16 is there when it is read; as UTF-8 it would have to be decoded first.
const charsets = ['latin1', 'utf16le', 'utf16le', 'latin1'] as const

const head = z.object({
  form: z.literal(form),
  folding: z.literal(tokensVersion),
  checksum: z.number(),
  kinds: z.array(z.object({ kind: z.string(), bytes: z.tuple([z.number(), z.number(), z.number(), z.number()]) })),
})

/** The tables of a file; none where there is no file, or one that is damaged or of another form. */
export function readNames(file: string): Map<string, NameTable> {
  try {
    const bytes = readFileSync(file)
    const end = bytes.indexOf(0x0a)
    const { kinds, checksum } = head.parse(JSON.parse(bytes.toString('utf8', 0, end)))
    const body = bytes.subarray(end + 1)
    if (crc32(body) !== checksum) return new Map()
    return new Map(tablesIn(body, kinds))
  } catch {
    // It holds nothing but what the database holds, and is made anew.
    return new Map()
  }
}

function* tablesIn(body: Buffer, kinds: z.infer<typeof head>['kinds']): Generator<[string, NameTable]> {
  let at = 0
  for (const { kind, bytes } of kinds) {
    const column = (index: 0 | 1 | 2 | 3) => body.toString(charsets[index], at, (at += bytes[index]))
    yield [kind, NameTable.from([column(0), column(1), column(2), column(3)])]
  }
}

/** Writes tables to a file, whole or not at all. Where that is not possible the names are worked out again. */
export function writeNames(file: string, tables: ReadonlyMap<string, NameTable>): void {
  const columns = Array.from(tables, ([kind, table]) => ({
    kind,
    written: table.written.map((column, index) => Buffer.from(column, charsets[index])),
  }))
  const body = Buffer.concat(columns.flatMap(({ written }) => written))
  const kinds = columns.map(({ kind, written }) => ({ kind, bytes: written.map(column => column.length) }))
  const line = JSON.stringify({ form, folding: tokensVersion, checksum: crc32(body), kinds })
  const part = `${file}.${process.pid}.part`
  try {
    writeFileSync(part, Buffer.concat([Buffer.from(`${line}\n`), body]))
    renameSync(part, file)
  } catch {
    // A folder that cannot be written, or a full disk, costs a second the next time, nothing else.
    rmSync(part, { force: true })
  }
}
