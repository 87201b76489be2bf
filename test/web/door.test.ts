import { describe, expect, test } from 'vitest'
import { loopback, noLibrary } from './loopback.ts'

describe('who may come in', () => {
  test('one ticket lets one browser in, once', async () => {
    const web = await loopback(noLibrary)
    const { pathname, search } = new URL(web.url)
    const first = await web.ask(pathname + search)
    const second = await web.ask(pathname + search)
    expect([first.status, second.status]).toEqual([200, 403])
    expect(first.headers['set-cookie']?.[0]).toMatch(/^threadloft-\w+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    expect(second.headers['set-cookie']).toBeUndefined()
  })

  test('a ticket may be posted, also from a launcher file, which has no origin', async () => {
    const web = await loopback(noLibrary)
    const posted = await web.ask('/open', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'null', 'sec-fetch-site': 'cross-site' },
      body: `ticket=${web.newTicket()}`,
    })
    expect([posted.status, posted.headers['set-cookie']?.length]).toEqual([200, 1])
  })

  test('nothing is served without the cookie', async () => {
    const web = await loopback(noLibrary)
    const targets = [
      '/',
      '/index.html',
      '/static/main-1a2b.js',
      '/api/events',
      `/assets/${'a'.repeat(64)}`,
      '/downloads/x',
    ]
    const answers = await Promise.all(targets.map(target => web.ask(target)))
    const call = await web.ask('/api/library.info', { method: 'POST', body: '{}' })
    expect([...answers, call].map(({ status }) => status)).toEqual(Array(7).fill(403))
    expect(answers.map(({ body }) => body).join()).not.toContain('<title>')
  })

  test('a cookie of the same name with another value is nobody', async () => {
    const web = await loopback(noLibrary)
    const cookie = (await web.enter()).replace(/=.*/, `=${'x'.repeat(43)}`)
    expect((await web.ask('/', { headers: { cookie } })).status).toBe(403)
  })

  test.each([['evil.example'], ['localhost'], ['127.0.0.1'], ['127.0.0.1:1'], ['threadloft.localhost']])(
    'host %s is refused, cookie or not',
    async host => {
      const web = await loopback(noLibrary)
      const cookie = await web.enter()
      expect((await web.ask('/', { headers: { host, cookie } })).status).toBe(421)
    },
  )

  test.each([
    [{ origin: 'http://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://127.0.0.1:1' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('a request of another page is refused: %o', async sent => {
    const web = await loopback(noLibrary)
    const cookie = await web.enter()
    const headers: Record<string, string> = { cookie, 'content-type': 'application/json' }
    const answer = await web.ask('/api/library.info', { method: 'POST', body: '{}', headers: { ...headers, ...sent } })
    expect(answer.status).toBe(403)
  })

  test('our own page is answered', async () => {
    const web = await loopback(noLibrary)
    const cookie = await web.enter()
    const headers = { cookie, origin: web.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
    const { status, body } = await web.ask('/api/library.info', { method: 'POST', body: '{}', headers })
    expect([status, JSON.parse(body)]).toEqual([
      200,
      { ok: false, error: { code: 'library-unreachable', details: {} } },
    ])
  })

  test('a form cannot make a call', async () => {
    const web = await loopback(noLibrary)
    const cookie = await web.enter()
    const answer = await web.ask('/api/library.info', {
      method: 'POST',
      body: '{}',
      headers: { cookie, 'content-type': 'text/plain' },
    })
    expect(answer.status).toBe(415)
  })

  test('a name of its own below localhost keeps the cookie from other servers', async () => {
    const web = await loopback(noLibrary, { hostName: 'own' })
    const cookie = await web.enter()
    const { host, port } = new URL(web.origin)
    expect(host).toMatch(/^threadloft-[0-9a-f]{10}\.localhost:\d+$/)
    expect((await web.ask('/', { headers: { cookie } })).status).toBe(200)
    expect((await web.ask('/', { headers: { cookie, host: `127.0.0.1:${port}` } })).status).toBe(421)
  })
})
