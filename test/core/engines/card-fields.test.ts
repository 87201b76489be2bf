import { describe, expect, it } from 'vitest'
import { amountOf, cardField, cardFieldOf, memberOf, typedMembers } from '../../../src/core/engines/card-fields.ts'

const time = { savedAt: null }

describe('amounts of card values', () => {
  it.each([
    ['331045 鼎币', 331045, '鼎币'],
    ['8161(时)', 8161, '时'],
    ['640小时', 640, '小时'],
    ['46点', 46, '点'],
    ['-3 点', -3, '点'],
    ['1,234', 1234, null],
    ['12,345,678 Posts', 12345678, 'Posts'],
    ['9.65', 9.65, null],
    ['1.2万', 12000, null],
    ['15.3k', 15300, null],
    ['0 个', 0, '个'],
  ])('%s', (value, number, unit) => expect(amountOf(value)).toEqual({ number, unit }))

  it.each(['2018-06-08', '2018-6', '3 / 5', '论坛版主', '', 'Level 3', '10:30', 'Mon Jun 02, 2003', '4 月 5 日'])(
    'none in 「%s」',
    value => expect(amountOf(value)).toEqual({ number: null, unit: null }),
  )

  it('reads a point before three digits as thousands only where the label counts posts', () => {
    expect([cardField('Beiträge', '1.234').number, cardField('威望', '1.234').number]).toEqual([1234, 1.234])
  })
})

describe('card lines', () => {
  it('are a label, a colon and a value', () => {
    expect(cardFieldOf('财富： 331045 鼎币')).toEqual({
      label: '财富',
      value: '331045 鼎币',
      number: 331045,
      unit: '鼎币',
    })
  })

  it('are not sentences', () => {
    expect([cardFieldOf('没有冒号'), cardFieldOf(': 空'), cardFieldOf('长'.repeat(40) + ': 1')]).toEqual([
      null,
      null,
      null,
    ])
  })

  it('become typed members by their labels in any language, the first of a label counting', () => {
    const chinese = [
      cardField('级别', '论坛版主'),
      cardField('UID', '40996'),
      cardField('精华', '2'),
      cardField('发帖', '129085'),
      cardField('在线时间', '8161(时)'),
      cardField('注册时间', '2018-06-08'),
      cardField('最后登录', '2024-03-29'),
      cardField('发帖', '1'),
    ]
    expect(typedMembers(chinese, time)).toEqual({
      rank: '论坛版主',
      uid: '40996',
      digests: 2,
      postCount: 129085,
      onlineHours: 8161,
      joined: '2018-06-08',
      lastSeen: '2024-03-29',
    })
    expect(typedMembers([cardField('Joined:', 'Mar 05, 2004'), cardField('Posts:', '1,024')], time)).toEqual({
      joined: '2004-03-05',
      postCount: 1024,
    })
  })

  it('know no member for names that objects have', () => {
    expect(['__proto__', 'constructor', 'toString'].map(memberOf)).toEqual([null, null, null])
  })
})
