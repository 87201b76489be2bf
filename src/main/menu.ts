/* The menu: every command of the screens that has no other home, and the system's own roles. */
import type { MenuItemConstructorOptions } from 'electron'
import { Menu } from 'electron'
import type { HostCommand } from '../core/contract/events.ts'
import { m } from '../messages/generated/messages.js'

export interface MenuActions {
  /** Lets the screens do a command. */
  tell(command: HostCommand): void
  importFiles(): void
  importFolder(): void
  importSample(): void
  showLibrary(): void
}

/** Sets the menu in the language that messages speak now. */
export function setMenu(platform: NodeJS.Platform, actions: MenuActions): void {
  const mac = platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    { label: m.menu_file(), submenu: fileMenu(actions, mac) },
    { label: m.menu_edit(), role: 'editMenu' },
    { label: m.menu_view(), submenu: viewMenu(actions) },
    { label: m.menu_go(), submenu: goMenu(actions) },
    { label: m.menu_window(), role: 'windowMenu' },
    { label: m.menu_help(), role: 'help', submenu: [command(actions, 'keys', m.menu_keys())] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}

const separator: MenuItemConstructorOptions = { type: 'separator' }

function command(actions: MenuActions, id: HostCommand, label: string, key?: string): MenuItemConstructorOptions {
  return { id, label, ...(key && { accelerator: key }), click: () => actions.tell(id) }
}

function fileMenu(actions: MenuActions, mac: boolean): MenuItemConstructorOptions[] {
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
    command(actions, 'exportThread', m.menu_export(), 'CmdOrCtrl+E'),
    { id: 'showLibrary', label: m.menu_show_library(), click: () => actions.showLibrary() },
    separator,
    command(actions, 'settings', m.menu_settings(), 'CmdOrCtrl+,'),
    separator,
    mac ? { role: 'close' } : { label: m.menu_quit(), role: 'quit' },
  ]
}

function viewMenu(actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    command(actions, 'starterOnly', m.menu_starter_only()),
    command(actions, 'newestFirst', m.menu_newest_first()),
    separator,
    { label: m.menu_actual_size(), role: 'resetZoom' },
    { label: m.menu_larger(), role: 'zoomIn' },
    { label: m.menu_smaller(), role: 'zoomOut' },
    separator,
    { label: m.menu_full_screen(), role: 'togglefullscreen' },
  ]
}

function goMenu(actions: MenuActions): MenuItemConstructorOptions[] {
  return [
    command(actions, 'search', m.menu_search(), 'CmdOrCtrl+K'),
    command(actions, 'nextMatch', m.menu_next_match(), 'F3'),
    command(actions, 'previousMatch', m.menu_previous_match(), 'Shift+F3'),
    separator,
    command(actions, 'goToFloor', m.menu_go_to_floor(), 'CmdOrCtrl+G'),
    command(actions, 'nextThread', m.menu_next_thread()),
    command(actions, 'previousThread', m.menu_previous_thread()),
  ]
}
