/*
 * Every failure that a person may meet, as one tree. A code names a message (`error_<code>` in messages/*.json)
 * and an exit status of the command line.
 *
 *   ThreadloftError
 *   ├─ usage (2)        unknown-command, bad-input, bad-query, search-name-taken, search-in-use
 *   ├─ input (3)        file-missing, file-unreadable, file-empty, not-a-forum-page, unsupported-file,
 *   │                   page-too-large, page-too-slow, page-unreadable, archive-unsafe, archive-damaged, rule-invalid,
 *   │                   upload-gone, folder-unfit
 *   ├─ library (4)      library-locked, library-newer, library-damaged, library-read-only, library-unreachable,
 *   │                   library-stopped, thread-unknown, post-unknown, page-unknown, poster-unknown, run-unknown,
 *   │                   run-not-open, asset-unknown, original-damaged, backup-unknown, no-sound-backup, search-unknown,
 *   │                   tag-unknown, action-unknown
 *   ├─ output (5)       output-exists, output-unwritable, disk-full, printer-missing, print-failed
 *   ├─ cancelled (130)  cancelled
 *   └─ internal (70)    internal
 */
export const exitStatus = {
  'unknown-command': 2,
  'bad-input': 2,
  'bad-query': 2,
  'search-name-taken': 2,
  'search-in-use': 2,
  'file-missing': 3,
  'file-unreadable': 3,
  'file-empty': 3,
  'not-a-forum-page': 3,
  'unsupported-file': 3,
  'page-too-large': 3,
  'page-too-slow': 3,
  'page-unreadable': 3,
  'archive-unsafe': 3,
  'archive-damaged': 3,
  'rule-invalid': 3,
  'upload-gone': 3,
  'folder-unfit': 3,
  'library-locked': 4,
  'library-newer': 4,
  'library-damaged': 4,
  'library-read-only': 4,
  'library-unreachable': 4,
  'thread-unknown': 4,
  'post-unknown': 4,
  'page-unknown': 4,
  'poster-unknown': 4,
  'run-unknown': 4,
  'run-not-open': 4,
  'library-stopped': 4,
  'asset-unknown': 4,
  'original-damaged': 4,
  'backup-unknown': 4,
  'search-unknown': 4,
  'tag-unknown': 4,
  'action-unknown': 4,
  'no-sound-backup': 4,
  'output-exists': 5,
  'output-unwritable': 5,
  'disk-full': 5,
  'printer-missing': 5,
  'print-failed': 5,
  cancelled: 130,
  internal: 70,
} as const

export type ErrorCode = keyof typeof exitStatus

/** Values that fill a message's placeholders, such as a path or a number. */
export type ErrorDetails = Readonly<Record<string, string | number>>

/** A failure with a code that names its message; `message` is for logs, never for the screen. */
export class ThreadloftError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options)
    this.name = 'ThreadloftError'
    this.code = code
    this.details = details
  }
}

/**
 * Any thrown value as a ThreadloftError; what SQLite says of damage becomes `library-damaged`, of a full disk `disk-full`,
 * what is not known `internal`, with the original as its cause.
 */
export function asThreadloftError(thrown: unknown): ThreadloftError {
  if (thrown instanceof ThreadloftError) return thrown
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  // Damage may show only when a question comes upon it, a full disk at any change.
  if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code))
    return new ThreadloftError('library-damaged', { path: 'library.sqlite', reason }, { cause: thrown })
  if (code === 'SQLITE_FULL') return new ThreadloftError('disk-full', { path: 'library.sqlite' }, { cause: thrown })
  return new ThreadloftError('internal', { reason }, { cause: thrown })
}

/** Marks a branch that types prove unreachable. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`)
}
