/* What hostile pages try (see the list of attacks by their kind), and what is left of it in a page as saved. */
import { describe, expect, test } from 'vitest'
import type { DeadPageContext } from '../../../src/core/clean/dead-page.ts'
import { deadPage, deadText } from '../../../src/core/clean/dead-page.ts'
import { isTag, isText, parseHtml, selectAll, text, walk } from '../../../src/core/text/dom.ts'

const nothing: DeadPageContext = { picture: () => null, styleSheet: () => null, post: null }
const dead = (body: string, context: Partial<DeadPageContext> = {}, head = ''): string =>
  deadPage(parseHtml(`<!doctype html><html><head>${head}</head><body>${body}</body></html>`), {
    ...nothing,
    ...context,
  })

/** Everything in a page that could run, load, send or lead somewhere. */
function alive(html: string): string[] {
  const found: string[] = []
  walk(parseHtml(html), node => {
    if (!isTag(node)) return undefined
    const bad = new Set(
      'script link base iframe frame frameset object embed applet audio video source track form input button textarea select svg math canvas area map portal template noscript'.split(
        ' ',
      ),
    )
    if (bad.has(node.name)) found.push(node.name)
    if (node.name === 'meta' && node.attribs['charset'] === undefined) found.push('meta')
    for (const [name, value] of Object.entries(node.attribs)) {
      if (
        /^on|^(?:action|formaction|ping|srcset|srcdoc|background|poster|data|codebase|lowsrc|dynsrc|target|download|http-equiv)$/.test(
          name,
        )
      )
        found.push(name)
      if (name === 'href' && !value.startsWith('#')) found.push(`href ${value}`)
      if (name === 'src' && !value.startsWith('data:image/')) found.push(`src ${value}`)
      if (name === 'style' && /@import|url\((?!"data:)/i.test(value)) found.push(`style ${value}`)
    }
    if (
      node.name === 'style' &&
      /@import|url\((?!"data:)/i.test(node.children.map(child => (isText(child) ? child.data : '')).join(''))
    )
      found.push('style')
    return undefined
  })
  return found
}

describe('nothing in a page as saved runs, loads, sends or leads anywhere', () => {
  test.each([
    [
      'scripts of every kind',
      '<script>a</script><script src="//x.example/a.js"></script><script type="module">b</script><script type="importmap">{}</script>',
    ],
    [
      'event attributes',
      '<p onclick="a" onmouseover="b" ontoggle="c" onanimationend="d">x</p><details ontoggle="a" open>y</details><img src="x" onerror="a">',
    ],
    [
      'players and applets',
      '<embed src="a.swf"><object data="a.swf"><param name="movie" value="a.swf"></object><applet code="A.class"></applet>',
    ],
    [
      'frames',
      '<iframe src="javascript:a"></iframe><iframe srcdoc="<script>a</script>"></iframe><iframe src="file:///etc/passwd"></iframe>',
    ],
    [
      'links to other files',
      '<link rel="stylesheet" href="//x.example/a.css"><link rel="dns-prefetch" href="//x.example"><link rel="preconnect" href="//x.example"><link rel="prefetch" href="/a">',
    ],
    [
      'forms',
      '<form action="https://x.example"><input name="q"><button formaction="javascript:a">go</button><input type="image" src="//x.example/a.png"><textarea>t</textarea></form>',
    ],
    [
      'what parsers read otherwise',
      '<noscript><p title="</noscript><img src=x onerror=a>">t</p></noscript><xmp><img src=x onerror=a></xmp><plaintext><script>a</script>',
    ],
    [
      'comments and odd tags',
      '<!-- --!><img src=x onerror=a> --><? <img src=x onerror=b> ?><!x <img src=x onerror=c> >',
    ],
    [
      'other namespaces',
      '<math><mtext><table><mglyph><style><img src=x onerror=a></style></mglyph></table></mtext></math><svg><style><img src=x onerror=b></style><script>c</script></svg>',
    ],
    [
      'clobbering',
      '<img name="getElementById"><form id="attributes"></form><a id="__proto__" name="constructor">x</a>',
    ],
    [
      'script links',
      '<a href="javascript:a">x</a><a href="JaVa&#9;Script:a">x</a><a href=" data:text/html,a">x</a><a href="vbscript:a">x</a><a href="blob:a">x</a>',
    ],
    [
      'other ways out',
      '<map><area href="//x.example"></map><svg><a xlink:href="//x.example">x</a></svg><a href="//x.example" ping="//y.example" target="_blank" download>x</a><math href="//x.example">x</math>',
    ],
    [
      'shares and files',
      String.raw`<img src="\\host\s\x.png"><img src="//host/x.png"><img src="file://host/x.png"><img srcset="\\host\s\y.png 2x">`,
    ],
    [
      'refreshes, cookies and bases',
      '<meta http-equiv="refresh" content="0;url=//x.example"><meta http-equiv="set-cookie" content="a=b"><base href="//x.example/">',
    ],
    [
      'remote pictures and sounds',
      '<picture><source srcset="//x.example/a.webp"><img src="//x.example/a.png" lowsrc="//x.example/b.png"></picture><video poster="//x.example/c.png"><source src="//x.example/d.mp4"></video><bgsound src="//x.example/e.mid"><table background="//x.example/f.png"><tr><td>t</td></tr></table>',
    ],
    [
      'styles that load',
      '<style>@import "//x.example/a.css"; @import url(//x.example/b.css); p { background: url(//x.example/c.png); cursor: url("//x.example/d.cur"), auto } @font-face { font-family: f; src: url(//x.example/e.woff2) }</style><p style="background:url(//x.example/f.png);list-style:url(\'//x.example/g.png\')">t</p>',
    ],
    [
      'active pictures',
      '<svg onload="a"><foreignObject><body onload="b"></body></foreignObject><use href="data:image/svg+xml,x"></use><animate attributeName="href" to="javascript:a"></animate><image href="//x.example/a.png"></image></svg>',
    ],
  ])('%s', (_name, markup) => {
    expect(alive(`<body>${markup}`)).not.toEqual([])
    expect([alive(dead(markup)), alive(dead('<p>x</p>', {}, markup))]).toEqual([[], []])
  })

  test('what people wrote stays', () => {
    const body =
      '<form><p>Before <noscript>and <b>within</b></noscript></p><button>a button</button></form><xmp>1 < 2</xmp>'
    expect(text(parseHtml(dead(body)))).toBe('Before and within a button 1 < 2')
  })
})

describe('a page looks as it did', () => {
  const kept = 'data:image/png;base64,AAAA'

  test('pictures that were saved are inside of it; others are named', () => {
    const picture = (address: string): string | null => (address === 'p_files/lamp.png' ? kept : null)
    const html = dead('<img src="p_files/lamp.png" width="20"><img src="https://x.example/tower.jpg">', { picture })
    expect(html).toContain(`<img width="20" src="${kept}">`)
    expect(text(parseHtml(html))).toBe('tower.jpg')
  })

  test('its own styles apply, with pictures that were saved', () => {
    const context = {
      picture: (address: string): string | null => (address === 'bg.png' ? kept : null),
      styleSheet: (address: string): string | null => (address === 'forum.css' ? 'td { color: red }</style><b>' : null),
    }
    const html = dead(
      '<p style="background: url(bg.png)">x</p>',
      context,
      '<link rel="stylesheet" href="forum.css"><style>p { margin: 0 }</style>',
    )
    expect(html).toContain(`style="background: url(&quot;${kept}&quot;)"`)
    expect(html).toContain(String.raw`<style>td { color: red }<\/style><b></style><style>p { margin: 0 }</style>`)
  })

  test('where a link led is told, and places within the page are reached', () => {
    expect(dead('<a href="https://x.example/a?b&c">out</a><a href="#pid7">in</a>')).toContain(
      '<a title="https://x.example/a?b&amp;c" class="threadloft-link">out</a><a href="#pid7">in</a>',
    )
  })

  test('without a document type it is laid out by the old rules', () => {
    expect([deadPage(parseHtml('<p>x'), nothing), dead('x')].map(html => html.startsWith('<!doctype html>'))).toEqual([
      false,
      true,
    ])
  })
})

describe('the post that is looked for', () => {
  const here = (html: string): string | null => {
    const found = selectAll(parseHtml(html), '#here')[0]
    return found ? text(found) : null
  }

  test('is found by the forum’s id', () => {
    const body = '<div id="post_41"><p>Yes.</p></div><div id="post_42"><p>Yes.</p></div>'
    expect(here(dead(`${body}<p id="x142">Yes.</p>`, { post: { externalId: '42', text: 'Yes.' } }))).toBe('Yes.')
    expect(dead(body, { post: { externalId: '42', text: 'Yes.' } })).toContain('</div><div id="here">')
  })

  test('is found by its words where the id is only an empty anchor, or none', () => {
    const body = '<a name="42"></a><table><tr><td>一盏灯 <b>亮了</b></td></tr></table>'
    expect(here(dead(body, { post: { externalId: '42', text: '一盏灯亮了' } }))).toBe('一盏灯 亮了')
    expect(here(dead(body, { post: { externalId: null, text: 'nobody said this' } }))).toBeNull()
  })
})

test('a page of text is shown as text, with the post marked', () => {
  expect(deadText('a<b', '<script>x</script>')).toContain('&lt;script&gt;x&lt;/script&gt;')
  expect(deadText('t', '1楼 你好\n2楼 (a+b)*\n c', '(a+b)* c')).toContain('2楼 <mark id="here">(a+b)*\n c</mark>')
})
