import { describe, expect, test } from 'vitest'
import type { KeyPress } from '../../src/renderer/state/keys.ts'
import { commands, KeyMap, keyName, keySign, usual } from '../../src/renderer/state/keys.ts'

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})
const keys = new KeyMap()

describe('the name of a key press', () => {
  test('a sign has its Shift in it; with Ctrl a letter is one letter, with or without Shift', () => {
    expect([
      keyName(press('j')),
      keyName(press('J', { shiftKey: true })),
      keyName(press('?', { shiftKey: true })),
      keyName(press('p', { ctrlKey: true })),
      keyName(press('P', { ctrlKey: true, shiftKey: true })),
      keyName(press('+', { metaKey: true, shiftKey: true })),
      keyName(press(' ', { shiftKey: true })),
      keyName(press('ArrowLeft', { altKey: true })),
    ]).toEqual(['j', 'J', '?', 'Ctrl+P', 'Ctrl+Shift+P', 'Ctrl++', 'Shift+Space', 'Alt+ArrowLeft'])
  })

  test('a key that is only held, a dead key and what AltGr types name nothing', () => {
    expect([
      keyName(press('Shift', { shiftKey: true })),
      keyName(press('Dead')),
      keyName(press('Process')),
      keyName(press('@', { ctrlKey: true, altKey: true })),
    ]).toEqual([null, null, null, null])
  })
})

describe('the keyboard map', () => {
  test('no key is two commands', () => {
    const all = commands.flatMap(command => [...usual[command].keys])
    expect(all).toEqual([...new Set(all)])
  })

  test('letters and what fields do themselves are text in a field; Ctrl+K and function keys are not', () => {
    const inField = (key: string, held: Partial<KeyPress> = {}) => keys.commandFor(press(key, held), true)
    expect([
      inField('j'),
      inField('/'),
      inField('Escape'),
      inField('a', { ctrlKey: true }),
      inField('k', { ctrlKey: true }),
      inField('k', { metaKey: true }),
      inField('F3'),
    ]).toEqual([null, null, null, null, 'search', 'search', 'nextMatch'])
  })

  test('a command may have other keys, or none', () => {
    const own = new KeyMap({ nextPost: ['ArrowDown', 'ö'], search: [] })
    expect([own.of('nextPost'), own.commandOf('ö'), own.commandOf('j'), own.commandOf('/')]).toEqual([
      ['ArrowDown', 'ö'],
      'nextPost',
      null,
      null,
    ])
  })

  test('a key given to one command is taken from the other', () => {
    const own = new KeyMap(keys.with('nextPost', ['j', 'n']))
    expect([own.of('nextPost'), own.of('nextMatch')]).toEqual([['j', 'n'], ['F3']])
  })

  test('only what differs from the usual keys is kept', () => {
    const changed = new KeyMap(keys.with('nextPost', ['ö']))
    expect([keys.with('nextPost', ['ö']), changed.with('nextPost', ['j'])]).toEqual([{ nextPost: ['ö'] }, {}])
  })

  test('what a later program calls by another name does no harm', () => {
    expect(new KeyMap({ fly: ['ß'], constructor: ['ö'] }).commandOf('ß')).toBeNull()
  })

  test('keys are shown as keyboards print them', () => {
    expect([
      keySign('Ctrl+Shift+P'),
      keySign('Ctrl++'),
      keySign('Alt+ArrowLeft'),
      keySign('Ctrl+Shift+P', 'darwin'),
      keySign('+'),
    ]).toEqual(['Ctrl+Shift+P', 'Ctrl++', 'Alt+←', '⌘⇧P', '+'])
  })
})
