/* The menu: every command of the screens that has no other home, and the system's own roles. */
import type { MenuItemConstructorOptions } from 'electron'
import { Menu } from 'electron'
import type { HostCommand } from '../core/contract/events.ts'
import type { Settings } from '../core/contract/services.ts'
import { m } from '../messages/generated/messages.js'
import { acceleratorOf } from './accelerators.ts'

export interface MenuActions {
  /** Lets the screens do a command. */
  tell(command: HostCommand): void
  importFiles(): void
  importFolder(): void
  importSample(): void
  showLibrary(): void
}

/** Sets the menu in the language that messages speak now. */
export function setMenu(platform: NodeJS.Platform, actions: MenuActions, keys: Settings['keys']): void {
  const mac = platform === 'darwin'
  const command: Offer = (id, label) => {
    const accelerator = acceleratorOf(id, keys)
    return { id, label, ...(accelerator && { accelerator }), click: () => actions.tell(id) }
  }
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    { label: m.menu_file(), submenu: fileMenu(command, actions, mac) },
    { label: m.menu_edit(), role: 'editMenu' },
    { label: m.menu_view(), submenu: viewMenu(command) },
    { label: m.menu_go(), submenu: goMenu(command) },
    { label: m.menu_window(), role: 'windowMenu' },
    { label: m.menu_help(), role: 'help', submenu: [command('help', m.menu_manual()), command('keys', m.menu_keys())] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

type Offer = (id: HostCommand, label: string) => MenuItemConstructorOptions

const separator: MenuItemConstructorOptions = { type: 'separator' }

function fileMenu(command: Offer, actions: MenuActions, mac: boolean): MenuItemConstructorOptions[] {
  return [
    {
      id: 'importFiles',
      label: m.menu_import_files(),
      accelerator: 'CmdOrCtrl+O',
      click: () => actions.importFiles(),
    },
    {
      id: 'importFolder',
      label: m.menu_import_folder(),
      accelerator: 'CmdOrCtrl+Shift+O',
      click: () => actions.importFolder(),
    },
    { id: 'importSample', label: m.menu_import_sample(), click: () => actions.importSample() },
    separator,
    command('exportThread', m.menu_export()),
    command('exportThreads', m.menu_export_many()),
    { id: 'showLibrary', label: m.menu_show_library(), click: () => actions.showLibrary() },
    separator,
    command('settings', m.menu_settings()),
    separator,
    mac ? { role: 'close' } : { label: m.menu_quit(), role: 'quit' },
  ]
}

function viewMenu(command: Offer): MenuItemConstructorOptions[] {
  return [
    command('starterOnly', m.menu_starter_only()),
    command('newestFirst', m.menu_newest_first()),
    separator,
    command('textLarger', m.menu_text_larger()),
    command('textSmaller', m.menu_text_smaller()),
    command('textUsual', m.menu_text_usual()),
    separator,
    { label: m.menu_larger(), role: 'zoomIn', accelerator: 'CmdOrCtrl+Alt+Plus' },
    { label: m.menu_smaller(), role: 'zoomOut', accelerator: 'CmdOrCtrl+Alt+-' },
    { label: m.menu_actual_size(), role: 'resetZoom', accelerator: 'CmdOrCtrl+Alt+0' },
    separator,
    { label: m.menu_full_screen(), role: 'togglefullscreen' },
  ]
}

function goMenu(command: Offer): MenuItemConstructorOptions[] {
  return [
    command('goBack', m.menu_back()),
    command('goForward', m.menu_forward()),
    separator,
    command('palette', m.menu_commands()),
    command('search', m.menu_search()),
    command('nextMatch', m.menu_next_match()),
    command('previousMatch', m.menu_previous_match()),
    separator,
    command('goToFloor', m.menu_go_to_floor()),
    command('nextThread', m.menu_next_thread()),
    command('previousThread', m.menu_previous_thread()),
  ]
}
