import { test } from '@fast-check/vitest'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { removeSourceNoise } from '../../../src/core/clean/source-noise.ts'

/** Ten characters of 0–126, as copyctrl() draws them; a mirror that decodes entities leaves `<` raw. */
const drawn = fc.array(fc.integer({ min: 0, max: 126 }), { minLength: 10, maxLength: 10 })
const piece = drawn.map(codes => String.fromCharCode(...codes)).filter(text => !text.includes('</span>'))
const frame = (noise: string): string => `<span style="display:none"> ${noise} </span>&nbsp;<br />`

describe('copy-control noise in markup', () => {
  test.prop([
    fc.array(fc.tuple(fc.stringMatching(/^[\u4e00-\u9fff，。]{0,20}$/), piece), { maxLength: 8 }),
    fc.boolean(),
  ])('goes wholly and takes nothing with it, raw < or not', (lines, raw) => {
    const noisy = lines.map(([text, noise]) => text + frame(raw ? noise : noise.replaceAll('<', '&lt;'))).join('')
    const { markup, removed } = removeSourceNoise(noisy)
    expect(markup).toBe(lines.map(([text]) => `${text}<br />`).join(''))
    expect(removed).toHaveLength(lines.length)
  })

  it.each([
    ['as a browser saves it', '<span style="display: none;"> aB%3 </span>&nbsp;<br>'],
    ['as Internet Explorer saves it', '<SPAN style="DISPLAY: none">aB%3 </SPAN>&nbsp;<BR>'],
    ['with a real no-break space', '<span style="display:none"> aB%3 </span>\u00a0<br />'],
    ['of 5.x, white and without size', `<span style="font-size: 0pt;color:'#FFFFFF'"> aB%3 </span>&nbsp;<br>`],
  ])('%s', (_name, noise) => {
    expect(removeSourceNoise(`文字${noise}`)).toEqual({
      markup: `文字${/<br ?\/?>/i.exec(noise)?.[0] ?? ''}`,
      removed: ['aB%3'],
    })
  })

  it.each([
    '<span style="display:none">菜单</span><br />',
    '<span style="display:none"> a </span>文字<br />',
    '<span style="color:red"> a </span>&nbsp;<br />',
    `<span style="display:none"> ${'x'.repeat(80)} </span>&nbsp;<br />`,
  ])('is not %s', markup => expect(removeSourceNoise(markup)).toEqual({ markup, removed: [] }))

  it('is looked for in linear time', () => {
    // Quadratic looking would take minutes and run into the test's own time limit.
    const opened = '<span style="display:none"> '.repeat(100_000)
    const spaced = `<span style="display:none"> a </span>&nbsp;${' '.repeat(1_000_000)}`
    expect([removeSourceNoise(opened).markup, removeSourceNoise(spaced).markup]).toEqual([opened, spaced])
  })
})
