import { expect, test } from 'vitest'
import { spokenParts } from '../../src/renderer/state/speech.svelte.ts'

test('a text is read in parts that end with a sentence', () => {
  expect(spokenParts('第一句。第二句！第三句？', 6)).toEqual(['第一句。', '第二句！', '第三句？'])
  expect(spokenParts('One. Two. Three.', 12)).toEqual(['One. Two.', 'Three.'])
})

test('a sentence too long for a voice is cut, and nothing of it is lost', () => {
  const text = '长'.repeat(25)
  const parts = spokenParts(text, 10)
  expect(parts.every(part => part.length <= 10)).toBe(true)
  expect(parts.join('')).toBe(text)
})

test('nothing but white space is not read', () => {
  expect(spokenParts(' \n ', 10)).toEqual([])
})
