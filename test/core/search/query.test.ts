import { expect, test } from 'vitest'
import { ThreadloftError } from '../../../src/core/errors.ts'
import { parseQuery, termsOf, type QueryNode } from '../../../src/core/search/query.ts'
import { toMatch } from '../../../src/core/search/to-fts.ts'

/** A tree on one line: and(a b), or(a b), not(a), near5(a b), field:value. */
function shown(node: QueryNode | null): string {
  if (!node) return 'nothing'
  switch (node.kind) {
    case 'text':
      return node.term
    case 'and':
    case 'or':
      return `${node.kind}(${node.of.map(shown).join(' ')})`
    case 'near':
      return `near${node.distance}(${node.of.map(shown).join(' ')})`
    case 'not':
      return `not(${shown(node.of)})`
    case 'like':
      return `${node.how}:${node.word}`
    case 'saved':
      return `search:${node.name}@${node.start}-${node.end}`
    case 'site':
      return `site:${node.host}`
    case 'tag':
      return `tag:${node.key}${node.openEnd ? '*' : ''}`
    case 'note':
      return `note:${node.term}`
    case 'feeling':
      return `feeling:${node.feeling}`
    case 'age':
      return `${node.side}:${node.amount}${node.unit}`
    case 'name':
      return `${node.field}:${node.term}`
    case 'uid':
      return `uid:${node.uid}`
    case 'count':
      return `${node.field}:${node.from}..${node.to === Number.MAX_SAFE_INTEGER ? '' : node.to}`
    case 'date':
      return `${node.of === 'saved' ? 'saved' : 'date'}:${node.from ?? ''}..${node.until ?? ''}`
    case 'trait':
      return node.trait
  }
}

test.each([
  ['', 'nothing'],
  ['  　\u0000', 'nothing'],
  ['Git 参考資料', 'and(git 参考资料)'],
  ['Git的其他参考资料', 'git的其他参考资料'],
  ['"Hello  World" x', 'and(hello world x)'],
  ['“你好” 世界', 'and(你好 世界)'],
  ['a OR b c', 'or(a and(b c))'],
  ['a AND (b OR c)', 'and(a or(b c))'],
  ['（a　OR　b）－c', 'and(or(a b) not(c))'],
  ['-a NOT b -"c d" -(e f)', 'and(not(a) not(b) not(c d) not(and(e f)))'],
  ['wor* "wor*" *', 'and(wor* wor＊ ＊)'],
  ['foo-bar a - b', 'and(foo-bar a - b)'],
  ['a NEAR/5 "b c" d', 'and(near5(a b c) d)'],
  ['or and not near', 'and(or and not near)'],
  ['ORDER NOTE', 'and(order note)'],
  ['author:張三 from:"John Smith"', 'and(author:张三 author:john smith)'],
  ['board：工会 forum:bbs in:x', 'and(board:工会 forum:bbs board:x)'],
  ['title:wor* TITLE:x', 'and(title:wor* title:x)'],
  [
    'floor:5 floor:1..20 floor:..3 floor:7.. floor:>9 replies:<=4',
    'and(floor:5..5 floor:1..20 floor:0..3 floor:7.. floor:10.. replies:0..4)',
  ],
  [
    'date:2021 date:2020..2021-6 before:2021 after:2021/06/30',
    'and(date:2021..2021~ date:2020..2021-06~ date:..2021 date:2021-06-30~..)',
  ],
  ['is:op is:starter is:digest has:image -has:link', 'and(is:op is:starter is:digest has:image not(has:link))'],
  ['http://x.org 时间：三点', 'and(http://x.org 时间:三点)'],
  ['uid:40996', 'uid:40996'],
  ['site:Example.org site:https://bbs.example.org/a?b', 'and(site:example.org site:bbs.example.org)'],
  ['tag:旅行 tag："To Read" tag:讀*', 'and(tag:旅行 tag:to read tag:读*)'],
  ['note:待查 has:note feeling:ｆｕｎｎｙ', 'and(note:待查 has:note feeling:funny)'],
  ['is:unread is:starred is:noted is:gone is：gap', 'and(is:unread is:starred is:noted is:gone is:gap)'],
  ['a -search:Old search："My Search"', 'and(a not(search:Old@3-13) search:My Search@14-32)'],
  ['~linix *ows *ind* ～wide', 'and(resembles:linix ends:ows holds:ind resembles:wide)'],
  ['~工会 ~ab~c *工', 'and(~工会 ~ab~c *工)'],
  ['age:<6m age:>2Y saved:2024', 'and(younger:6m older:2y saved:2024..2024~)'],
])('reads %s', (query, tree) => {
  expect(shown(parseQuery(query))).toBe(tree)
})

test.each([
  ['a "b', 'unclosed-quote', 2],
  ['a (b (c)', 'unclosed-group', 2],
  ['a) b', 'unopened-group', 1],
  ['a （）', 'empty-group', 2],
  ['a OR', 'nothing-after', 2],
  ['(a OR ) b', 'nothing-after', 3],
  ['a AND', 'nothing-after', 2],
  ['a NEAR/3', 'nothing-after', 2],
  ['a NEAR is:op', 'nothing-after', 2],
  ['a NOT', 'nothing-after', 2],
  ['a -', undefined, undefined],
  ['-(', 'unclosed-group', 1],
  ['OR a', 'nothing-before', 0],
  ['a OR OR b', 'nothing-before', 5],
  ['AND a', 'nothing-before', 0],
  ['x author:', 'nothing-after', 2],
  ['author:""', 'nothing-after', 0],
  ['floor:many', 'bad-value', 6],
  ['date:soon', 'bad-value', 5],
  ['date:2021-13', 'bad-value', 5],
  ['date:2021-02-30', 'bad-value', 5],
  ['date:2022..2020', 'bad-value', 5],
  ['floor:20..1', 'bad-value', 6],
  ['is:nice', 'bad-value', 3],
  ['age:6', 'bad-value', 4],
  ['feeling:meh', 'bad-value', 8],
  ['a search:', 'nothing-after', 2],
  ['('.repeat(51), 'too-deep', 50],
  ['a '.repeat(257), 'too-many-terms', 512],
  ['x'.repeat(20_001), 'too-long', 20_000],
])('refuses %.20s', (query, reason, position) => {
  let thrown: unknown
  try {
    parseQuery(query)
  } catch (error) {
    thrown = error
  }
  const details = thrown instanceof ThreadloftError ? { code: thrown.code, ...thrown.details } : {}
  expect(details).toEqual(reason === undefined ? {} : expect.objectContaining({ code: 'bad-query', reason, position }))
})

test('a MATCH string holds nothing but our own operators around quoted tokens', () => {
  const match = toMatch(parseQuery('"x" OR (a* NEAR/3 "b) OR body: ^c") -"--;DROP" {body}: col:y')!)
  const outside = match?.replaceAll(/"[^"]*"/gu, '').replaceAll(/AND|OR|NOT|NEAR|\d+/gu, '')
  expect(outside?.replaceAll(/[\s(),*]/gu, '')).toBe('')
})

test('what is excluded is not marked', () => {
  expect(termsOf(parseQuery('a (b OR -c) -(d e) author:x f*'))).toEqual(['a', 'b', 'f*'])
})
