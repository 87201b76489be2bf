import { describe, expect, test } from 'vitest'
import type { Tabs } from '../../src/renderer/state/tabs.ts'
import {
  frontOf,
  oneTab,
  reopened,
  restoredTabs,
  tabBeside,
  withFront,
  withMoved,
  withoutTab,
  withTab,
} from '../../src/renderer/state/tabs.ts'

const hashes = ({ open }: Tabs): string[] => open.map(tab => tab.hash)
const open = (...names: string[]): Tabs => names.reduce((tabs, name) => withTab(tabs, name, '', true), oneTab('first'))

describe('tabs', () => {
  test('a new one stands beside the one in front, and may stay behind it', () => {
    const tabs = withTab(withTab(oneTab('a'), 'b', '', false), 'c', '', false)
    expect([hashes(tabs), frontOf(tabs)?.hash]).toEqual([['a', 'c', 'b'], 'a'])
  })

  test('when the one in front is closed its neighbour comes forward, and the last one stays', () => {
    const tabs = open('a', 'b')
    const fewer = withoutTab(tabs, tabs.front)
    const one = withoutTab(fewer, fewer.front)
    expect([frontOf(fewer)?.hash, hashes(one), hashes(withoutTab(one, one.front))]).toEqual(['a', ['first'], ['first']])
  })

  test('closing one behind leaves the one in front where it is', () => {
    const tabs = open('a', 'b')
    expect(frontOf(withoutTab(tabs, 1))?.hash).toBe('b')
  })

  test('closed ones come back, the last closed first, under numbers that were never used', () => {
    const tabs = open('a', 'b')
    const none = withoutTab(withoutTab(tabs, 3), 2)
    const back = reopened(reopened(none))
    expect([hashes(back), new Set(back.open.map(tab => tab.id)).size, hashes(reopened(back))]).toEqual([
      ['first', 'a', 'b'],
      3,
      ['first', 'a', 'b'],
    ])
  })

  test('one walks round them', () => {
    const tabs = open('a', 'b')
    expect([tabBeside(tabs, 1), tabBeside(tabs, -1), tabBeside(oneTab('x'), 1)]).toEqual([1, 2, 1])
  })

  test('one is moved among the others, at most to the ends, and stays in front', () => {
    const tabs = open('a', 'b')
    const moves = [0, 1, 2, -1, 9].map(to => hashes(withMoved(tabs, tabs.front, to)).join(' '))
    expect(moves).toEqual(['b first a', 'first b a', 'first a b', 'b first a', 'first a b'])
    expect(frontOf(withMoved(tabs, tabs.front, 0))?.hash).toBe('b')
  })

  test('the one in front goes elsewhere, the others stay', () => {
    expect(hashes(withFront(open('a'), { hash: 'z' }))).toEqual(['first', 'z'])
  })

  test('they are as they were after a new start; without any there is one', () => {
    const kept = {
      open: [
        { hash: 'a', title: 'A' },
        { hash: 'b', title: 'B' },
      ],
      front: 1,
    }
    expect([frontOf(restoredTabs(kept, '#/'))?.hash, hashes(restoredTabs({ open: [], front: 4 }, '#/'))]).toEqual([
      'b',
      ['#/'],
    ])
  })

  test('a thousandth is not opened', () => {
    const many = Array.from({ length: 1_000 }).reduce<Tabs>(
      (tabs, _, at) => withTab(tabs, `${at}`, '', true),
      oneTab(''),
    )
    expect(many.open.length).toBe(40)
  })
})
