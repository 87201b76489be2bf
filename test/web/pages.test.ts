import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { loopback, noLibrary } from './loopback.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

function keep(folder: string, bytes: Buffer): string {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const room = path.join(folder, 'assets', sha256.slice(0, 2))
  mkdirSync(room, { recursive: true })
  writeFileSync(path.join(room, sha256), bytes)
  return sha256
}

describe('what is served', () => {
  test('every answer carries the strict headers, refusals too', async () => {
    const web = await loopback(noLibrary)
    const cookie = await web.enter()
    const answers = await Promise.all([
      web.ask('/', { headers: { cookie } }),
      web.ask('/nothing-here', { headers: { cookie } }),
      web.ask('/'),
      web.ask('/', { headers: { host: 'evil.example' } }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 403, 421])
    for (const { headers } of answers)
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'; require-trusted-types-for 'script'/,
        ) as string,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
      })
    for (const { headers } of answers) expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test('built files are kept by the browser, the page is not', async () => {
    const web = await loopback(noLibrary)
    const headers = { cookie: await web.enter() }
    const [page, script] = [await web.ask('/', { headers }), await web.ask('/static/main-1a2b.js', { headers })]
    expect([page.headers['content-type'], page.headers['cache-control']]).toEqual([
      'text/html; charset=utf-8',
      'no-store',
    ])
    expect([script.headers['content-type'], script.headers['cache-control']]).toEqual([
      'text/javascript; charset=utf-8',
      'private, max-age=31536000, immutable',
    ])
  })

  test.each([
    '/../secret.txt',
    '/static/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/static/%2e%2e/%2e%2e/secret.txt',
    '//secret.txt',
    '/%00secret.txt',
    '/%zz',
    '/assets/../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    `/assets/${'A'.repeat(64)}`,
    '/assets/aa',
    '/downloads/..%2fsecret.txt',
  ])('no path leads outside: %s', async target => {
    const web = await loopback(noLibrary)
    const answer = await web.ask(target, { headers: { cookie: await web.enter() } })
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('secret')
  })

  test('a page as saved may be framed by our own screens, and has a policy that lets it do nothing', async () => {
    const asked: unknown[] = []
    const web = await loopback((name, input) => {
      asked.push([name, input])
      return Promise.resolve({ ok: true, value: { html: '<p>as it was</p>' } })
    })
    const headers = { cookie: await web.enter() }
    const answers = await Promise.all(
      ['/saved/7?post=9', '/saved/7'].map(target =>
        web.ask(target, { headers: { ...headers, 'sec-fetch-site': 'same-origin' } }),
      ),
    )
    expect(asked).toEqual([
      ['pages.render', { pageId: 7, postId: 9 }],
      ['pages.render', { pageId: 7, postId: null }],
    ])
    for (const { status, body, headers: got } of answers) {
      expect([status, body]).toEqual([200, '<p>as it was</p>'])
      expect(got).toMatchObject({
        'content-security-policy':
          "sandbox allow-same-origin; default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
        'x-frame-options': 'SAMEORIGIN',
        'content-type': 'text/html; charset=utf-8',
        'x-content-type-options': 'nosniff',
      })
    }
    const wrong = await Promise.all(
      ['/saved/x', '/saved/7?post=x', '/saved/'].map(target => web.ask(target, { headers })),
    )
    expect([wrong.map(answer => answer.status), asked.length]).toEqual([[404, 404, 404], 2])
    expect((await web.ask('/saved/7')).status).toBe(403)
  })

  test('a kept picture is shown, anything else is a download, and neither can do a thing', async () => {
    const web = await loopback(noLibrary)
    const headers = { cookie: await web.enter() }
    const picture = await web.ask(`/assets/${keep(web.folder, png)}`, { headers })
    const script = await web.ask(`/assets/${keep(web.folder, Buffer.from('<script>alert(1)</script>'))}`, { headers })
    const facts = [picture, script].map(({ status, headers: got }) => [
      status,
      got['content-type'],
      got['content-disposition'],
      got['content-security-policy'],
      got['cache-control'],
    ])
    const policy = "default-src 'none'; sandbox"
    expect(facts).toEqual([
      [200, 'image/png', 'inline', policy, 'private, max-age=31536000, immutable'],
      [200, 'application/octet-stream', 'attachment', policy, 'private, max-age=31536000, immutable'],
    ])
  })
})
