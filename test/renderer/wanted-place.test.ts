import { expect, test } from 'vitest'
import { readPlace } from '../../src/renderer/state/wanted-place.ts'

test('a number is a floor, however it is written', () => {
  for (const typed of ['12', '#12', '１２', '12楼', '第12樓', ' 12 '])
    expect(readPlace(typed)).toEqual({ kind: 'floor', floor: 12 })
  expect(readPlace('2013')).toEqual({ kind: 'floor', floor: 2013 })
})

test('a date is a day, a month or a year', () => {
  expect(readPlace('2013-10-5')).toEqual({ kind: 'day', day: '2013-10-05' })
  expect(readPlace('2013/10')).toEqual({ kind: 'day', day: '2013-10' })
  expect(readPlace('2013年10月5日')).toEqual({ kind: 'day', day: '2013-10-05' })
  expect(readPlace('2013年')).toEqual({ kind: 'day', day: '2013' })
})

test('what is neither is somebody’s name', () => {
  expect(readPlace('顾木匠')).toEqual({ kind: 'person', name: '顾木匠' })
  expect(readPlace('2013-13')).toEqual({ kind: 'person', name: '2013-13' })
  expect(readPlace('   ')).toBeNull()
})
