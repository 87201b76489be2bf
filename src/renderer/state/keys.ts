/* The keyboard map. A single letter is a command only outside text fields; while an input method composes, none is. */

export const commands = [
  'search',
  'goToFloor',
  'nextPost',
  'previousPost',
  'firstPost',
  'lastPost',
  'nextThread',
  'previousThread',
  'nextMatch',
  'previousMatch',
  'starterOnly',
  'newestFirst',
  'authorOnly',
  'withPictures',
  'clearFilters',
  'viewPicture',
  'findInThread',
  'togglePlaces',
  'toggleList',
  'back',
  'importFiles',
  'exportThread',
  'settings',
  'keys',
] as const
export type Command = (typeof commands)[number]

/** The keys of every command, the first being the one that buttons show. */
export const keysOf: Readonly<Record<Command, readonly string[]>> = {
  search: ['/', 'Ctrl+K'],
  goToFloor: ['g', 'Ctrl+G', '#'],
  nextPost: ['j'],
  previousPost: ['k'],
  firstPost: ['Home'],
  lastPost: ['End', 'G'],
  nextThread: ['J'],
  previousThread: ['K'],
  nextMatch: ['n', 'F3'],
  previousMatch: ['N', 'Shift+F3'],
  starterOnly: ['o'],
  newestFirst: ['r'],
  authorOnly: ['a'],
  withPictures: ['i'],
  clearFilters: ['c'],
  viewPicture: ['v'],
  findInThread: ['Ctrl+F'],
  togglePlaces: ['['],
  toggleList: [']'],
  back: ['u', 'Escape'],
  importFiles: ['Ctrl+O'],
  exportThread: ['e', 'Ctrl+E'],
  settings: ['Ctrl+,'],
  keys: ['?'],
}

const byKey = new Map(commands.flatMap(command => keysOf[command].map(key => [key, command] as const)))

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** The command for a key press, or null; `inField` says that the press goes into a text field. */
export function commandFor(press: KeyPress, inField: boolean): Command | null {
  if (press.altKey) return null
  const held = press.ctrlKey || press.metaKey
  if (inField && !held) return null
  const printable = press.key.length === 1
  const shift = press.shiftKey && !printable ? 'Shift+' : ''
  const name = printable && held ? press.key.toUpperCase() : press.key
  return byKey.get(`${held ? 'Ctrl+' : ''}${shift}${name}`) ?? null
}

/**
 * Says which key presses belong to an input method: those while it composes and those in the tick after it ended,
 * since some systems send the Enter that took a candidate once more.
 */
export class Composition {
  #composing = false
  #endedAt = Number.NEGATIVE_INFINITY
  readonly #now: () => number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  start(): void {
    this.#composing = true
  }

  end(): void {
    this.#composing = false
    this.#endedAt = this.#now()
  }

  owns(press: { readonly isComposing: boolean; readonly keyCode: number }): boolean {
    return this.#composing || press.isComposing || press.keyCode === 229 || this.#now() - this.#endedAt < 30
  }
}
