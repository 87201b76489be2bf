import { describe, expect, it } from 'vitest'
import { markdown } from '../../../src/core/export/markdown.ts'
import { printHtml } from '../../../src/core/export/print-html.ts'
import { standaloneHtml } from '../../../src/core/export/standalone-html.ts'
import { attribute, parseHtml, selectAll } from '../../../src/core/text/dom.ts'
import { english, madePosts, madeThread, pictureSha } from './made-thread.ts'

const picture = 'data:image/png;base64,iVBORw0KGgo='
const documents = {
  print: printHtml(madeThread, madePosts, english),
  standalone: standaloneHtml(madeThread, madePosts, {
    ...english,
    pictureData: asset => (asset === `assets/${pictureSha}` ? picture : null),
  }),
}

/** Everything in a document that could run or fetch. */
function dangers(html: string): string[] {
  const document = parseHtml(html)
  const elements = selectAll(
    document,
    'script, iframe, object, embed, svg, form, input, base, link, meta[http-equiv=refresh]',
  )
  const attributes = selectAll(document, '*').flatMap(element =>
    Object.entries(element.attribs)
      .filter(([name, value]) => name.startsWith('on') || name === 'style' || /^\s*javascript:/i.test(value))
      .map(([name]) => `${element.name}[${name}]`),
  )
  return [...elements.map(element => element.name), ...attributes]
}

describe('an exported document is as inert as the reader', () => {
  it.each(Object.entries(documents))('%s: nothing in it runs', (_name, html) => {
    expect(dangers(html)).toEqual([])
  })

  it.each(Object.entries(documents))('%s: it states a policy that allows no script and no network', (_name, html) => {
    const policy = attribute(selectAll(parseHtml(html), 'meta[http-equiv=Content-Security-Policy]')[0], 'content')
    expect(policy).toMatch(/^default-src 'none'/)
    expect(policy).not.toMatch(/script-src|https?:/)
  })

  it('shows pictures of the library only, each document in its own way', () => {
    const sources = (html: string): (string | null)[] =>
      selectAll(parseHtml(html), 'img').map(image => attribute(image, 'src'))
    // The attached picture's bytes are gone: the printer would find nothing, the standalone file says so.
    expect(sources(documents.print)).toEqual([`assets/${pictureSha}`, `assets/${'b'.repeat(64)}`])
    expect(sources(documents.standalone)).toEqual([picture])
  })

  it('links to web and mail addresses and to its own posts only', () => {
    const links = selectAll(parseHtml(documents.print), 'a[href]').map(link => attribute(link, 'href'))
    expect(links).toEqual(['https://bbs.example.org/read.php?tid=300', 'https://example.org/a?b=1&c=2', '#post-1'])
  })

  it('keeps a hostile title from leaving the running head', () => {
    const hostile = { ...madeThread, title: '"; } body { display: none } </style><script>x()</script>' }
    const html = printHtml(hostile, madePosts, english)
    expect(dangers(html)).toEqual([])
    expect(html).toContain(String.raw`content: "\22 \3b  \7d  body \7b  display\3a  none`)
  })

  it('writes no HTML and no script link into Markdown', () => {
    const text = markdown(madeThread, madePosts, english)
    expect(text).not.toMatch(/(?<!\\)<(?!https?:)|javascript:/)
  })
})
