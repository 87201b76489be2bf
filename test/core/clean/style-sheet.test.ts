import { expect, test } from 'vitest'
import { addressesIn, addressIn, harmlessStyle } from '../../../src/core/clean/style-sheet.ts'

const kept = 'data:image/png;base64,AAAA'
const none = (): null => null

test.each([
  ['an import of another sheet', '@import url(//x.example/a.css); @IMPORT "//x.example/b.css";'],
  ['an import within an import', '@im@import x;port "//x.example/a.css";'],
  ['an import written in escapes', String.raw`@\69mport "//x.example/a.css"; @\000049 mport "//x.example/b.css";`],
  ['an import that is longer than any', `@import "//x.example/${'a'.repeat(5_000)}";`],
  ['an address written in escapes', String.raw`p { background: \75 rl(//x.example/a.png); cursor: u\72l(b.cur) }`],
  ['an escaped escape', String.raw`p { background: \\75rl(//x.example/a.png) }`],
  ['an address that ends with the sheet', 'p { background: url("//x.example/a.png'],
  ['an address with signs that none has', `p { background: url(//x.example/a'b.png) }`],
  ['addresses as bare strings', `p { background: image-set("//x.example/a.png" 1x), -webkit-image-set('b.png' 1x) }`],
  ['sources by other names', '@font-face { src: src("//x.example/a.woff2") } p { background: image("b.png") }'],
])('%s loads nothing', (_what, css) => {
  const left = harmlessStyle(css, none)
  // As a browser reads it, with its escapes undone.
  const read = left.replace(/\\(?:([\da-f]{1,6})\s?|[^])/gi, (all, hex: string | undefined) =>
    hex === undefined ? all : String.fromCodePoint(parseInt(hex, 16)),
  )
  expect(read).not.toMatch(/@import|url\(|image-set\(|\bimage\(|\bsrc\(/i)
})

test('what was saved is put in the place of its address, and all else of a style stays', () => {
  const css = String.raw`a::before { content: "\201c\41" } p { background: url('bg.png') no-repeat, url(gone.png) }`
  expect(harmlessStyle(css, address => (address === 'bg.png' ? kept : null))).toBe(
    String.raw`a::before { content: "\201cA" } p { background: url("${kept}") no-repeat, none }`,
  )
})

test('an address in a style sheet is told from where the sheet lies', () => {
  expect([
    addressIn('', 'bg.png'),
    addressIn('t_files/a.css', 'bg.png'),
    addressIn('./t_files/css/a.css?v=2', '../bg.png'),
    addressIn('https://x.example/css/a.css', '../bg.png'),
    addressIn('t_files/a.css', 'https://x.example/bg.png'),
    addressIn('t_files/a.css', kept),
  ]).toEqual([
    'bg.png',
    't_files/bg.png',
    't_files/bg.png',
    'https://x.example/bg.png',
    'https://x.example/bg.png',
    kept,
  ])
  expect(addressesIn('p { background: url(a.png) } q { background: url("a.png") }', 'f/s.css')).toEqual(['f/a.png'])
})
