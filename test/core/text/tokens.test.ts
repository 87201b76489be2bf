import { expect, test } from 'vitest'
import { fold } from '../../../src/core/text/fold.ts'
import { tokensOf } from '../../../src/core/text/tokens.ts'

const tokens = (text: string) => tokensOf(fold(text)).join('|')

test.each([
  ['characters, words and numbers', 'Git的第3版', 'git|的|第|3|版'],
  ['spaces told only where words do not tell them', 'a b 工 c。\n　d', 'a|b|　|工|　|c|。|　|d'],
  ['ASCII signs under names that FTS5 does not split', 'a,b "c*"', 'a|，|b|　|＂|c|＊|＂'],
  ['pairs as one', '𠮷😀', '𠮷|😀'],
  ['edges without spaces', ' a ', 'a'],
  ['a very long word in linked pieces', 'x'.repeat(70), `${'x'.repeat(64)}＿|＿xxxxxx`],
])('tokens: %s', (_what, text, expected) => {
  expect(tokens(text)).toBe(expected)
})
