import { expect, test } from 'vitest'
import type { Place } from '../../src/renderer/state/place.ts'
import { isNumbered, isSingle, listsThreads, samePlace } from '../../src/renderer/state/place.ts'

test('two boards are two places, though of one kind', () => {
  const board = (id: number): Place => ({ kind: 'board', id })
  expect([samePlace(board(3), board(3)), samePlace(board(3), board(4))]).toEqual([true, false])
  expect(samePlace({ kind: 'all' }, { kind: 'latest' })).toBe(false)
})

test('a kind either has numbers or is the only one', () => {
  expect(['log', 'tag', 'page', 'nowhere'].map(isSingle)).toEqual([true, false, false, false])
  expect(['log', 'tag', 'page', 'nowhere'].map(isNumbered)).toEqual([false, true, true, false])
})

test('only lists of threads are asked of the library as such', () => {
  const places: Place[] = [{ kind: 'latest' }, { kind: 'tag', id: 1 }, { kind: 'members' }, { kind: 'page', id: 1 }]
  expect(places.map(listsThreads)).toEqual([true, true, false, false])
})
