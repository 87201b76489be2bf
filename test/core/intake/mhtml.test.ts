import { describe, expect, it } from 'vitest'
import { openFile } from '../../../src/core/intake/index.ts'
import { readSavedPage } from '../../../src/core/library/read-page.ts'

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const html = `<html><head><meta http-equiv=3D"Content-Type" content=3D"text/html; charset=3Dgb=
k"><title>=B2=E8=B9=DD</title></head><body><p>=B1=B1=B6=C9=BF=DA<img src=3D"https://forum.example/face.p=
ng" alt=3D"=D0=A6"><img src=3D"cid:stamp@mhtml.blink"></p></body></html>`

const message = (lineEnd: string): Buffer =>
  Buffer.from(
    [
      'From: <Saved by Blink>',
      'Snapshot-Content-Location: https://forum.example/read.php?tid=7&page=2',
      'Subject: =?utf-8?Q?=E8=8C=B6=E9=A6=86?=',
      'Date: Sun, 3 May 2020 08:17:53 GMT',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;',
      '\ttype="text/html";',
      '\tboundary="----MultipartBoundary--x----"',
      '',
      '',
      '------MultipartBoundary--x----',
      'Content-Type: text/html',
      'Content-ID: <frame-1@mhtml.blink>',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Location: https://forum.example/read.php?tid=7&page=2',
      '',
      ...html.split('\n'),
      '------MultipartBoundary--x----',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      'Content-Location: https://forum.example/face.png',
      '',
      pixel,
      '------MultipartBoundary--x----',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      'Content-ID: <stamp@mhtml.blink>',
      '',
      pixel,
      '------MultipartBoundary--x------',
      '',
    ].join(lineEnd),
    'latin1',
  )

const open = async (bytes: Uint8Array) =>
  (await openFile({ path: null, name: 'tea.mhtml', bytes, modifiedAt: null }))[0]!

describe('MHTML', () => {
  it.each([
    ['CRLF', '\r\n'],
    ['LF', '\n'],
  ])('gives the page with its address, saving time and charset (%s)', async (_name, lineEnd) => {
    const page = await open(message(lineEnd))
    expect({
      url: page.url,
      savedAt: page.savedAt,
      from: page.savedAtFrom,
      container: page.container,
      charset: page.charset,
    }).toEqual({
      url: 'https://forum.example/read.php?tid=7&page=2',
      savedAt: '2020-05-03T08:17:53.000Z',
      from: 'container',
      container: 'mhtml',
      charset: 'gb18030',
    })
  })

  it('gives the pictures in it by address and by content id', async () => {
    const { reading, assets } = readSavedPage(await open(message('\r\n')))
    expect({
      text: reading.posts[0]!.text,
      kept: assets.length,
      shown: reading.posts[0]!.html.match(/<img src="assets\//g)?.length,
    }).toEqual({
      text: '北渡口 笑',
      kept: 1,
      shown: 2,
    })
  })

  it('gives the page of a file that was cut off', async () => {
    const whole = message('\r\n')
    const page = await open(whole.subarray(0, whole.indexOf('</p>')))
    expect(readSavedPage(page).reading.posts[0]!.text).toBe('北渡口 笑')
  })

  it('says what is wrong with a message that holds no page', async () => {
    await expect(
      open(Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b--\r\n')),
    ).rejects.toMatchObject({
      code: 'not-a-forum-page',
    })
  })
})

describe('MHTML of other programs', () => {
  const parts = (...each: string[]): Buffer =>
    Buffer.from(
      [
        'From: "Saved by Internet Explorer 11"',
        'Subject: frames',
        'Date: Sat, 6 Mar 2010 10:00:00 +0800',
        'MIME-Version: 1.0',
        'Content-Type: multipart/related; type="text/html"; boundary="----=_NextPart_000_0000_01CABD10"',
        'X-MimeOLE: Produced By Microsoft MimeOLE V6.1.7601.17609',
        '',
        'This is a multi-part message in MIME format.',
        '',
        ...each.map(part => `------=_NextPart_000_0000_01CABD10\r\n${part}`),
        '------=_NextPart_000_0000_01CABD10--',
        '',
      ].join('\r\n'),
      'latin1',
    )
  const part = (type: string, location: string, body: string): string =>
    `Content-Type: ${type}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: ${location}\r\n\r\n${body}`

  it('has each part in its own charset, and the pages of its frames in place of the frameset', async () => {
    const bytes = parts(
      part(
        'text/html;\r\n\tcharset="utf-8"',
        'http://forum.example/',
        '<html><title>forum</title><frameset cols=3D"20%,80%"><frame src=3D"menu.asp"><frame src=3D"http://forum.example/read.asp?id=3D7"></frameset></html>',
      ),
      part('text/html;\r\n\tcharset="gb2312"', 'http://forum.example/menu.asp', '<html><p>=B2=CB=B5=A5</p></html>'),
      part(
        'text/html;\r\n\tcharset="big5"',
        'http://forum.example/read.asp?id=7',
        '<html><title>=AF=F9=C0]</title><p>=ABn=BE=F4</p></html>',
      ),
    )
    const pages = await openFile({ path: null, name: 'tea.mht', bytes, modifiedAt: null })
    expect(pages.map(page => [page.url, page.charset, readSavedPage(page).reading.posts[0]!.text])).toEqual([
      ['http://forum.example/menu.asp', 'gb18030', '菜单'],
      ['http://forum.example/read.asp?id=7', 'big5', '南橋'],
    ])
  })

  it('says so where it was cut off in the page', async () => {
    const whole = parts(part('text/html', 'http://forum.example/t', '<html><p>one</p><p>two</p>'))
    const [page] = await openFile({
      path: null,
      name: 'a.mht',
      bytes: whole.subarray(0, whole.indexOf('<p>two')),
      modifiedAt: null,
    })
    expect([page!.problems.map(problem => problem.code), readSavedPage(page!).reading.posts[0]!.text]).toEqual([
      ['page-incomplete'],
      'one',
    ])
  })
})
