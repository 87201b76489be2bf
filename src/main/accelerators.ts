/* The keys that the menu shows: those of the keyboard map, as the person has them. */
import type { HostCommand } from '../core/contract/events.ts'
import type { Settings } from '../core/contract/services.ts'

/** The usual keys of the commands that the menu offers, in the names of the keyboard map. */
export const menuKeys: Readonly<Partial<Record<HostCommand, string>>> = {
  search: 'Ctrl+K',
  palette: 'Ctrl+Shift+P',
  nextMatch: 'F3',
  previousMatch: 'Shift+F3',
  goToFloor: 'Ctrl+G',
  goBack: 'Alt+ArrowLeft',
  goForward: 'Alt+ArrowRight',
  textLarger: 'Ctrl++',
  textSmaller: 'Ctrl+-',
  textUsual: 'Ctrl+0',
  exportThread: 'Ctrl+E',
  exportThreads: 'Ctrl+Shift+E',
  settings: 'Ctrl+,',
  help: 'F1',
}

/** Single letters are commands of the screens alone: in a menu they would take the letters from text fields. */
const belongsInMenu = (key: string): boolean => /^(?:Ctrl|Alt)\+|^(?:Shift\+)?F\d/.test(key)

/** The accelerator of a command in the system's words; undefined where it has no key that a menu may have. */
export function acceleratorOf(command: HostCommand, keys: Settings['keys']): string | undefined {
  const key = Object.hasOwn(keys, command) ? keys[command]?.find(belongsInMenu) : menuKeys[command]
  return key
    ?.replace(/\+\+$/, '+Plus')
    .replace('Ctrl+', 'CmdOrCtrl+')
    .replace(/Arrow(?=Left|Right|Up|Down)/, '')
}
