import { expect, test } from 'vitest'
import type { Route } from '../../src/renderer/state/route.ts'
import { formatRoute, parseRoute, start } from '../../src/renderer/state/route.ts'

test('every route is found again from its address', () => {
  const routes: Route[] = [
    start,
    { ...start, place: { kind: 'board', id: 3 }, threadId: 12, postId: 99 },
    { ...start, place: { kind: 'forum', id: 7 }, query: 'author:小满 "旧/水塔" 100%' },
    { ...start, place: { kind: 'members' }, memberId: 4 },
    { ...start, place: { kind: 'imports' }, runId: 2, query: '' },
    { ...start, place: { kind: 'tag', id: 5 }, threadId: 3 },
    { ...start, place: { kind: 'page', id: 8 } },
    { ...start, place: { kind: 'rankings' } },
  ]
  expect(routes.map(route => parseRoute(formatRoute(route)))).toEqual(routes)
})

test('an address that cannot be read leads to the start', () => {
  const hashes = [
    '',
    '#',
    '#/nowhere',
    '#/board/x',
    '#/page',
    '#/all/thread/-1',
    '#/all/__proto__/1',
    '#/all/thread/1e9',
  ]
  expect(hashes.map(parseRoute)).toEqual(hashes.map(() => start))
})

test('a lone percent sign is a percent sign', () => {
  expect(parseRoute('#/all/search/100%').query).toBe('100%')
})
