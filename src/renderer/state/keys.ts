/* The commands and the keyboard map. A single letter is a command only outside text fields. */

/** Commands that belong together, in the order in which they are listed. */
export const commandGroups = ['going', 'finding', 'reading', 'showing', 'keeping', 'program'] as const
export type CommandGroup = (typeof commandGroups)[number]

interface Usual {
  readonly group: CommandGroup
  /** The first is the one that buttons show; some commands have none until the person gives them one. */
  readonly keys: readonly string[]
}

/** Every command with its usual keys. What it does and how it is called is in features/shell/commands.ts. */
export const usual = {
  back: { group: 'going', keys: ['u', 'Escape'] },
  goBack: { group: 'going', keys: ['Alt+ArrowLeft', 'Ctrl+['] },
  goForward: { group: 'going', keys: ['Alt+ArrowRight', 'Ctrl+]'] },
  nextThread: { group: 'going', keys: ['J'] },
  previousThread: { group: 'going', keys: ['K'] },
  newTab: { group: 'going', keys: ['Ctrl+T'] },
  closeTab: { group: 'going', keys: ['Ctrl+W'] },
  reopenTab: { group: 'going', keys: ['Ctrl+Shift+T'] },
  nextTab: { group: 'going', keys: ['Ctrl+Tab', 'Ctrl+PageDown'] },
  previousTab: { group: 'going', keys: ['Ctrl+Shift+Tab', 'Ctrl+PageUp'] },
  moveTabOn: { group: 'going', keys: ['Ctrl+Shift+PageDown'] },
  moveTabBack: { group: 'going', keys: ['Ctrl+Shift+PageUp'] },
  search: { group: 'finding', keys: ['/', 'Ctrl+K'] },
  findInThread: { group: 'finding', keys: ['Ctrl+F'] },
  nextMatch: { group: 'finding', keys: ['n', 'F3'] },
  previousMatch: { group: 'finding', keys: ['N', 'Shift+F3'] },
  switcher: { group: 'finding', keys: ['Ctrl+P'] },
  palette: { group: 'finding', keys: ['Ctrl+Shift+P'] },
  nextPost: { group: 'reading', keys: ['j'] },
  previousPost: { group: 'reading', keys: ['k'] },
  firstPost: { group: 'reading', keys: ['Home'] },
  lastPost: { group: 'reading', keys: ['End', 'G'] },
  pageDown: { group: 'reading', keys: ['Space'] },
  pageUp: { group: 'reading', keys: ['Shift+Space'] },
  goToFloor: { group: 'reading', keys: ['g', 'Ctrl+G', '#'] },
  starPost: { group: 'reading', keys: ['b'] },
  notePost: { group: 'reading', keys: ['d'] },
  noteThread: { group: 'reading', keys: ['D'] },
  savedPage: { group: 'reading', keys: ['w'] },
  readAloud: { group: 'reading', keys: ['l'] },
  pictureWall: { group: 'reading', keys: ['V'] },
  copyLink: { group: 'reading', keys: ['y'] },
  copyQuote: { group: 'reading', keys: ['Y'] },
  viewPicture: { group: 'reading', keys: ['v'] },
  starterOnly: { group: 'showing', keys: ['o'] },
  authorOnly: { group: 'showing', keys: ['a'] },
  withPictures: { group: 'showing', keys: ['i'] },
  newestFirst: { group: 'showing', keys: ['r'] },
  markedOnly: { group: 'showing', keys: ['S'] },
  matchesOnly: { group: 'showing', keys: ['M'] },
  replyTree: { group: 'showing', keys: ['x'] },
  filters: { group: 'showing', keys: ['f'] },
  clearFilters: { group: 'showing', keys: ['c'] },
  look: { group: 'showing', keys: ['z'] },
  textLarger: { group: 'showing', keys: ['Ctrl++', 'Ctrl+='] },
  textSmaller: { group: 'showing', keys: ['Ctrl+-'] },
  textUsual: { group: 'showing', keys: ['Ctrl+0'] },
  togglePlaces: { group: 'showing', keys: ['['] },
  toggleList: { group: 'showing', keys: [']'] },
  star: { group: 'keeping', keys: ['s'] },
  tag: { group: 'keeping', keys: ['t'] },
  markUnread: { group: 'keeping', keys: ['m'] },
  bin: { group: 'keeping', keys: ['Delete'] },
  undo: { group: 'keeping', keys: ['Ctrl+Z'] },
  chooseRow: { group: 'keeping', keys: ['X'] },
  chooseAll: { group: 'keeping', keys: ['Ctrl+A'] },
  importFiles: { group: 'keeping', keys: ['Ctrl+O'] },
  exportThread: { group: 'keeping', keys: ['e', 'Ctrl+E'] },
  exportThreads: { group: 'keeping', keys: ['E', 'Ctrl+Shift+E'] },
  settings: { group: 'program', keys: ['Ctrl+,'] },
  help: { group: 'program', keys: ['F1'] },
  keys: { group: 'program', keys: ['?'] },
} as const satisfies Readonly<Record<string, Usual>>

export type Command = keyof typeof usual
export const commands = Object.keys(usual) as readonly Command[]
export const commandsOf = (group: CommandGroup): Command[] => commands.filter(command => usual[command].group === group)

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const heldKeys = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Process', 'Unidentified'])

/**
 * The name of a key press, such as `G`, `Ctrl+Shift+P` or `Alt+ArrowLeft`; null for one that names no key. Shift is
 * part of the sign it makes; Cmd counts as Ctrl; Ctrl with Alt is how some keyboards type signs, never a command.
 */
export function keyName(press: KeyPress): string | null {
  if (heldKeys.has(press.key)) return null
  const held = press.ctrlKey || press.metaKey
  const sign = press.key.length === 1 && press.key !== ' '
  if (held && press.altKey) return null
  const letter = sign && press.key.toLowerCase() !== press.key.toUpperCase()
  const shift = press.shiftKey && (!sign || (letter && (held || press.altKey)))
  const key = press.key === ' ' ? 'Space' : letter && (held || press.altKey) ? press.key.toUpperCase() : press.key
  return `${held ? 'Ctrl+' : ''}${press.altKey ? 'Alt+' : ''}${shift ? 'Shift+' : ''}${key}`
}

/** What a text field does with Ctrl itself. */
const keysOfFields = new Set(
  ['A', 'C', 'V', 'X', 'Y', 'Z', 'Shift+Z', 'ArrowLeft', 'ArrowRight'].map(key => `Ctrl+${key}`),
)
const worksInField = (key: string): boolean =>
  (key.startsWith('Ctrl+') && !keysOfFields.has(key)) || /^(?:Shift\+)?F\d/.test(key)

/** The keys as the person has them: the usual ones but for those they changed. */
export class KeyMap {
  readonly #keys: ReadonlyMap<Command, readonly string[]>
  readonly #commands: ReadonlyMap<string, Command>

  constructor(changed: Readonly<Record<string, readonly string[]>> = {}) {
    const own = (command: Command) => (Object.hasOwn(changed, command) ? changed[command] : undefined)
    this.#keys = new Map(commands.map(command => [command, own(command) ?? usual[command].keys]))
    this.#commands = new Map([...this.#keys].flatMap(([command, keys]) => keys.map(key => [key, command] as const)))
  }

  of(command: Command): readonly string[] {
    return this.#keys.get(command) ?? []
  }

  /** The command of a key, as `keyName` names it. */
  commandOf(key: string): Command | null {
    return this.#commands.get(key) ?? null
  }

  /** The command for a key press, or null; `inField` says that the press goes into a text field. */
  commandFor(press: KeyPress, inField: boolean): Command | null {
    const key = keyName(press)
    return key === null || (inField && !worksInField(key)) ? null : this.commandOf(key)
  }

  isUsual(command: Command): boolean {
    return this.of(command).join(' ') === usual[command].keys.join(' ')
  }

  /**
   * What to keep so that a command has these keys: whoever had one of them loses it. A command with its usual keys
   * again is not kept at all.
   */
  with(command: Command, keys: readonly string[]): Record<string, string[]> {
    const next = new Map(this.#keys).set(command, keys)
    for (const key of keys) {
      const former = this.commandOf(key)
      if (former !== null && former !== command)
        next.set(
          former,
          (next.get(former) ?? []).filter(one => one !== key),
        )
    }
    const kept = [...next].filter(([one, own]) => own.join(' ') !== usual[one].keys.join(' '))
    return Object.fromEntries(kept.map(([one, own]) => [one, [...own]]))
  }
}

const signs: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
}
const macSigns: Readonly<Record<string, string>> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧' }

/** A key as keyboards print it. */
export function keySign(key: string, platform = ''): string {
  const parts = key.split(/(?<=[^+])\+(?=.)/).map(part => signs[part] ?? part)
  return platform === 'darwin' ? parts.map(part => macSigns[part] ?? part).join('') : parts.join('+')
}
