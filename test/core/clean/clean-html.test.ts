import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyText } from '../../../src/core/clean/body-text.ts'
import type { CleanContext } from '../../../src/core/clean/clean-html.ts'
import { cleanHtml } from '../../../src/core/clean/clean-html.ts'
import { resolve } from '../../../src/core/engines/page-facts.ts'
import { parseHtml, select } from '../../../src/core/text/dom.ts'

const kept = `assets/${'0'.repeat(64)}`
const context: CleanContext = {
  keepPicture: address => (address === 'saved.png' || address === kept ? kept : null),
  resolveLink: address => resolve(address, 'https://forum.example/thread-1'),
}
const bodyOf = (html: string) => select(parseHtml(html), 'body')!.children
const clean = (html: string): string => cleanHtml(bodyOf(html), context).html

describe('the allowlist', () => {
  it.each([
    ['a script', '<p>a<script>alert(1)</script>b</p>', '<p>ab</p>'],
    ['a script with a source', '<script src="https://evil.example/x.js"></script>text', 'text'],
    ['event attributes', '<b onclick="x()" onmouseover=x()>bold</b>', '<b>bold</b>'],
    ['a style element', '<style>body{background:url(https://evil.example)}</style>text', 'text'],
    ['a style attribute', '<p style="position:fixed;background:url(https://evil.example)">text</p>', '<p>text</p>'],
    ['a javascript link', '<a href="javascript:alert(1)">go</a>', '<a>go</a>'],
    ['a javascript link with a tab', '<a href="JaVa\tScript:alert(1)">go</a>', '<a>go</a>'],
    ['a data link', '<a href=" data:text/html,<script>x</script>">go</a>', '<a>go</a>'],
    ['a file link', '<a href="file:///etc/passwd">go</a>', '<a>go</a>'],
    [
      'ping, target and rel',
      '<a href="/x" ping="https://evil.example" target=_blank rel=opener download>go</a>',
      '<a href="https://forum.example/x">go</a>',
    ],
    ['a frame', '<iframe src="javascript:alert(1)"></iframe>text', 'text'],
    ['a frame with a document', '<iframe srcdoc="<script>x</script>"></iframe>text', 'text'],
    [
      'a form',
      '<form action="https://evil.example"><input type=image src=x><button formaction=x>ok</button>words</form>',
      'words',
    ],
    [
      'meta refresh and base',
      '<meta http-equiv=refresh content="0;url=x"><base href="https://evil.example/">text',
      'text',
    ],
    ['an SVG with script', '<svg><script>x</script><text>drawn</text></svg>text', 'text'],
    [
      'MathML namespace hops',
      '<math><mtext><table><mglyph><style><img src=x onerror=x></style></mglyph></table></mtext></math>text',
      'text',
    ],
    [
      'names that clobber',
      '<img name=getElementById id=attributes alt="pic" src="saved.png">',
      `<img src="${kept}" alt="pic">`,
    ],
    ['an unclosed comment', 'text<!-- <img src=x onerror=x>', 'text'],
    ['a processing instruction', 'text<?php echo 1 ?>', 'text'],
    ['a hidden part', 'a<span style="display: none">hidden</span>b', 'ab'],
    ['control characters', 'a\u0001\u0008b', 'ab'],
  ])('takes out %s', (_what, html, expected) => {
    expect(clean(html)).toBe(expected)
  })

  it('keeps the address of a player as text', () => {
    expect(clean('<embed src="https://video.example/a.swf">')).toBe(
      '<span class="embed-missing">https://video.example/a.swf</span>',
    )
  })

  it('puts a placeholder with the address where a picture was not saved, and reports it', () => {
    const result = cleanHtml(bodyOf('<img src="none.gif" file="/a/b.jpg" alt="map">'), context)
    expect(result).toEqual({
      html: '<span class="picture-missing" data-address="https://forum.example/a/b.jpg">map</span>',
      missingPictures: ['https://forum.example/a/b.jpg'],
    })
  })

  it('keeps the marks that engines set', () => {
    expect(clean('<blockquote data-author="小满" data-post="12" class=x>引</blockquote>')).toBe(
      '<blockquote data-author="小满" data-post="12">引</blockquote>',
    )
  })
})

describe('hostile structure', () => {
  const markup = fc.array(
    fc.constantFrom(
      '<b>',
      '</b>',
      '<p>',
      '<table>',
      '<td>',
      '</table>',
      '<svg>',
      '<math>',
      '<style>',
      '</style>',
      '<template>',
      '<select>',
      '<noscript>',
      '</noscript>',
      '<textarea>',
      '<title>',
      '<img src=x onerror=x>',
      '<a href="javascript:x">',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '&lt;',
      '&amp;lt;script&gt;',
      '文字',
      'text',
      '"',
      "'",
      '<span class="picture-missing" data-address="javascript:x">',
      '<plaintext>',
      '<mglyph>',
      '<mtext>',
      '<foreignObject>',
      '<br/>',
      '\u0000',
    ),
    { maxLength: 40 },
  )

  it('is a fixed point: cleaning what was cleaned changes nothing', () => {
    fc.assert(
      fc.property(markup, parts => {
        const once = clean(parts.join(''))
        expect(clean(once)).toBe(once)
      }),
      { numRuns: 5_000 },
    )
  })

  it('never lets an event attribute, a script or a scheme through', () => {
    fc.assert(
      fc.property(markup, parts => {
        expect(clean(parts.join(''))).not.toMatch(
          /<(?:script|style|[^>]*\s(?:on\w+=|href="(?!https?:|mailto:)|src="(?!assets\/)))/i,
        )
      }),
      { numRuns: 5_000 },
    )
  })

  it('keeps the text of 5,000 nested elements and flattens them', () => {
    const body = bodyOf('<div>'.repeat(5_000) + '最深处' + '</div>'.repeat(5_000))
    const { html } = cleanHtml(body, context)
    expect([bodyText(body), html.split('<div>').length < 100, html.includes('最深处')]).toEqual(['最深处', true, true])
  })
})

describe('body text', () => {
  it('breaks lines at blocks and <br>, keeps <pre>, and leaves out what is not shown', () => {
    const body = bodyOf(
      '<p>一  行</p>二<br>三<pre>a\n  b</pre><script>x</script><span style="display:none">no</span><img alt=":)" src=x>',
    )
    expect(bodyText(body)).toBe('一 行\n二\n三\na\n  b\n:)')
  })
})
