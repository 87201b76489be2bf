import { expect, test } from 'vitest'
import { dayMarks, shortDay, spread } from '../../src/renderer/state/ruler-days.ts'

const posts = (...days: string[]) => days.map((postedAt, position) => ({ position, postedAt }))

test('a few days are marked as days', () => {
  const marks = dayMarks(posts('2013-10-12T10:00', '2013-10-12T11:00', '2013-10-13T09:00'))
  expect(marks).toEqual([
    { position: 0, day: '2013-10-12' },
    { position: 2, day: '2013-10-13' },
  ])
})

test('many days are marked as months, many months as years', () => {
  const days = Array.from({ length: 60 }, (_, index) => new Date(Date.UTC(2013, 0, 1 + index)).toISOString())
  expect(dayMarks(posts(...days)).map(mark => mark.day)).toEqual(['2013-01', '2013-02', '2013-03'])
  const months = Array.from({ length: 40 }, (_, index) => new Date(Date.UTC(2013, index, 1)).toISOString())
  expect(dayMarks(posts(...months)).map(mark => mark.day)).toEqual(['2013', '2014', '2015', '2016'])
})

test('one day along the whole thread says nothing', () => {
  expect(dayMarks(posts('2013-10-12T10:00', '2013-10-12T11:00'))).toEqual([])
})

test('a time that is known less exactly is no mark of a finer kind', () => {
  expect(dayMarks(posts('2013', '2013-10-12', '2013-10-13')).map(mark => mark.position)).toEqual([1, 2])
})

test('signs beside the ruler are short and keep their distance', () => {
  expect(['2013', '2013-10', '2013-10-12'].map(shortDay)).toEqual(['2013', '13/10', '10-12'])
  expect(spread([{ y: 0 }, { y: 9 }, { y: 16 }, { y: 40 }], 15).map(sign => sign.y)).toEqual([0, 16, 40])
})
