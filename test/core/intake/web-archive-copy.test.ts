import { describe, expect, it } from 'vitest'
import { unwrapArchiveCopy } from '../../../src/core/intake/web-archive-copy.ts'

const wayback = `<!DOCTYPE html><html><head><script src="//web.archive.org/_static/js/bundle.js"></script>
<script>__wm.wombat("http://forum.example/viewtopic.php?t=3","20160820205919","https://web.archive.org/");</script>
<!-- End Wayback Rewrite JS Include -->
<title>Harbour</title></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base">captures</div><!-- END WAYBACK TOOLBAR INSERT -->
<a href="https://web.archive.org/web/20160820205919/http://forum.example/viewtopic.php?t=4">next</a>
<img src="/web/20160820205919im_/http://forum.example/a.gif"></body></html>`

describe('copies of web archives', () => {
  it('become the original page again, with its address and the time of the capture', () => {
    expect(unwrapArchiveCopy(wayback, null)).toEqual({
      markup: `<!DOCTYPE html><html><head>
<title>Harbour</title></head><body>
<a href="http://forum.example/viewtopic.php?t=4">next</a>
<img src="http://forum.example/a.gif"></body></html>`,
      url: 'http://forum.example/viewtopic.php?t=3',
      capturedAt: '2016-08-20T20:59:19.000Z',
    })
  })

  it('are told by their address alone, where the capture is unmodified', () => {
    expect(
      unwrapArchiveCopy(
        '<title>x</title>',
        'https://web.archive.org/web/20100102030405id_/http://forum.example/t1.html',
      ),
    ).toEqual({
      markup: '<title>x</title>',
      url: 'http://forum.example/t1.html',
      capturedAt: '2010-01-02T03:04:05.000Z',
    })
  })

  it('leave all other pages alone', () => {
    expect(unwrapArchiveCopy('<p>see web.archive.org/web/</p>', 'https://forum.example/')).toBeNull()
  })
})
