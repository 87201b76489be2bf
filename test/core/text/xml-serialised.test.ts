import { describe, expect, it } from 'vitest'
import { parseHtml, selectAll, text } from '../../../src/core/text/dom.ts'
import { isXmlSerialised, repairXmlSerialised } from '../../../src/core/text/xml-serialised.ts'

const written = `<html><head><meta charset="utf-8"/><title>A thread</title></head><body>&#13;
<!-- <div></div> --><script>document.write('<td></td>')</script>
<div class="advertisement"><iframe src="//ads.example/a"/><i class="icon"/></div>
<div class="post"><div class="pointer"/>one<br/>two <img src="a.png"/></div>
<div class="post"><a name="second"/>three</div><hr/></body></html>`

describe('pages written out as XML', () => {
  it('lose their posts in a browser and have them again when repaired', () => {
    const posts = (source: string): string[] => selectAll(parseHtml(source), '.post').map(post => text(post))
    expect({ before: posts(written), after: posts(repairXmlSerialised(written)) }).toEqual({
      before: [],
      after: ['one two', 'three'],
    })
  })

  it('are told from pages that people wrote, which are left alone', () => {
    const xhtml = '<div id="a"/><p>one<br />two<br />three<hr /><img src="b.png" /></p><td></td>'
    const html = '<div/><p>one<br>two<br/><hr/><img src="b.png"/></p>'
    expect([written, xhtml, html].map(isXmlSerialised)).toEqual([true, false, false])
    expect(repairXmlSerialised(xhtml)).toBe(xhtml)
  })

  it('are repaired in one walk, also where comments and scripts never end', () => {
    const cut = `<br/><br/><br/><div/>${'<!-- '.repeat(50_000)}<script>`
    expect(repairXmlSerialised(cut).startsWith('<br/><br/><br/><div></div><!--')).toBe(true)
  })
})
