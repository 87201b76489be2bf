import { expect, test } from 'vitest'
import { plainMarker } from '../../src/renderer/state/marker.ts'

const found = (text: string, wanted: string) =>
  plainMarker(wanted)?.(text).map(({ start, end }) => text.slice(start, end)) ?? null

test('finds a text wherever it stands, within words too', () => {
  expect([found('Watertower, TOWER', 'tower'), found('會議與会议', '会议'), found('ｆｕｌｌ width', 'full')]).toEqual([
    ['tower', 'TOWER'],
    ['會議', '会议'],
    ['ｆｕｌｌ'],
  ])
})

test('nothing to find marks nothing', () => {
  expect([plainMarker(''), plainMarker('  ')]).toEqual([null, null])
})
