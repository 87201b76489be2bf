import { describe, expect, it } from 'vitest'
import { parseHtml, selectAll, whileStill } from '../../../src/core/text/dom.ts'
import { namesAskedBy, namesOn } from '../../../src/core/text/page-names.ts'

describe('the names that a selector asks for', () => {
  it.each<[string, string[][]]>([
    ['#postlist', [['#postlist']]],
    ['div.floor > span[title]', [['div', '.floor', 'span', '[title']]],
    ['.a, #b', [['.a'], ['#b']]],
    ['[id^="post_"], a[href*="x.y, #z]"]', [['[id'], ['a', '[href']]],
    ['td:not(.quote, #head) .body', [['td', '.body']]],
    ['*', [[]]],
  ])('%s', (selector, names) => {
    expect(namesAskedBy(selector)).toEqual(names)
  })

  it.each(['.a\\:b', 'svg|rect', '[title="it\'s'])('are none where it is not understood: %s', selector => {
    expect(namesAskedBy(selector)).toEqual([[]])
  })
})

describe('the names on a page', () => {
  it('are its elements, attributes, ids and classes, in templates too', () => {
    const page = parseHtml('<body ID=top><p class="one  Two"><template><b title></b></template>')
    expect([...namesOn(page)].sort()).toEqual(
      ['#top', '.Two', '.one', '[class', '[id', '[title', 'b', 'body', 'head', 'html', 'p', 'template'].sort(),
    )
  })
})

describe('a page that does not change', () => {
  const page = parseHtml(
    '<div id=list class=posts><article class="post first" data-id=1>x</article><svg viewBox="0 0 1 1">',
  )

  it.each([
    '.post',
    'article.first[data-id]',
    '.gone, #list',
    '.gone',
    '#list:not(.gone)',
    'article:not([data-id])',
    'svg[viewBox]',
    'ARTICLE[DATA-ID]',
    'p, [title]',
  ])('gives for %s what it always gives', selector => {
    const looked = selectAll(page, selector)
    expect(whileStill(page, () => selectAll(page, selector))).toEqual(looked)
  })
})
