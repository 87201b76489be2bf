import { describe, expect, test } from 'vitest'
import { hostCommand } from '../../src/core/contract/events.ts'
import { acceleratorOf, menuKeys } from '../../src/main/accelerators.ts'
import { KeyMap } from '../../src/renderer/state/keys.ts'

describe('the keys of the menu', () => {
  test('are keys of the keyboard map, of the same commands', () => {
    const keys = new KeyMap()
    const asTheMap = Object.values(menuKeys).map(key => keys.commandOf(key))
    expect(asTheMap).toEqual(Object.keys(menuKeys))
  })

  test('are said in the system’s words', () => {
    expect([
      acceleratorOf('palette', {}),
      acceleratorOf('textLarger', {}),
      acceleratorOf('goBack', {}),
      acceleratorOf('previousMatch', {}),
      acceleratorOf('nextThread', {}),
    ]).toEqual(['CmdOrCtrl+Shift+P', 'CmdOrCtrl+Plus', 'Alt+Left', 'Shift+F3', undefined])
  })

  test('follow the person, but no single letter gets into a menu', () => {
    const own = { search: ['y', 'Ctrl+Shift+F'], settings: ['y'], help: [] }
    expect(hostCommand.options.map(command => acceleratorOf(command, own)).filter(key => key?.includes('F'))).toEqual([
      'CmdOrCtrl+Shift+F',
      'F3',
      'Shift+F3',
    ])
    expect([acceleratorOf('settings', own), acceleratorOf('help', own)]).toEqual([undefined, undefined])
  })
})
