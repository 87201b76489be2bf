import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import type { CallByName } from '../../src/core/library/host-handlers.ts'
import { safeSteps } from '../../src/web/upload.ts'
import type { Loopback } from './loopback.ts'
import { loopback, noLibrary } from './loopback.ts'

const jsonHeaders = (cookie: string): Record<string, string> => ({ cookie, 'content-type': 'application/json' })

async function call(web: Loopback, cookie: string, name: string, input: unknown): Promise<unknown> {
  const sent = { method: 'POST', headers: jsonHeaders(cookie), body: JSON.stringify(input) }
  return JSON.parse((await web.ask(`/api/${name}`, sent)).body)
}

describe('calls', () => {
  test('go to the library, or to the host', async () => {
    const asked: unknown[] = []
    const web = await loopback((name, input) => {
      asked.push([name, input])
      return Promise.resolve({ ok: true, value: { runId: 4 } })
    })
    const cookie = await web.enter()
    expect(await call(web, cookie, 'imports.cancel', { runId: 4 })).toEqual({ ok: true, value: { runId: 4 } })
    expect(await call(web, cookie, 'imports.sample', {})).toEqual({ ok: true, value: { runId: 4 } })
    expect(await call(web, cookie, 'host.abilities', {})).toMatchObject({
      ok: true,
      value: { shell: 'web', pdf: false },
    })
    expect(asked).toEqual([
      ['imports.cancel', { runId: 4 }],
      ['imports.start', { paths: [path.join(web.folder, 'sample')], kind: 'sample' }],
    ])
  })

  test.each([['not json'], [''], ['{"a":']])('what is not JSON is refused: %j', async body => {
    const web = await loopback(noLibrary)
    const answer = await web.ask('/api/library.info', { method: 'POST', headers: jsonHeaders(await web.enter()), body })
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([400, { ok: false, error: { code: 'bad-input' } }])
  })

  test('only web and mail links are opened, in their normal form', async () => {
    const opened: string[] = []
    const web = await loopback(noLibrary, {
      opener: { openLink: async url => void opened.push(url), openFolder: async () => undefined },
    })
    const cookie = await web.enter()
    const links = [
      'https://Forum.Example/帖?a=1#x',
      'mailto:someone@forum.example',
      'javascript:alert(1)',
      'JaVa\tScript:alert(1)',
      ' https://forum.example/',
      'file:///etc/passwd',
      'smb://host/share',
      '\\\\host\\share',
      'https:\\\\host\\share',
      'ms-msdt:/id',
      'https://forum.example@evil.example/',
      'app://threadloft/',
      '--help',
      '',
    ]
    const replies = await Promise.all(links.map(url => call(web, cookie, 'host.openLink', { url })))
    expect(replies.map(reply => (reply as { ok: boolean }).ok)).toEqual([true, true, ...Array<boolean>(12).fill(false)])
    expect(opened).toEqual(['https://forum.example/%E5%B8%96?a=1#x', 'mailto:someone@forum.example'])
  })
})

describe('exports', () => {
  const library: CallByName = name =>
    Promise.resolve(
      name === 'settings.get'
        ? { ok: true, value: { locale: 'zh-Hans' } }
        : { ok: true, value: { content: '楼主：你好', suggestedName: '工会 "公园".md' } },
    )

  test('are fetched under their own name', async () => {
    const web = await loopback(library)
    const cookie = await web.enter()
    const reply = await call(web, cookie, 'exports.thread', { threadId: 1, format: 'md' })
    expect(reply).toMatchObject({ ok: true, value: { path: null, bytes: 15 } })
    const { download } = (reply as { value: { download: string } }).value
    const { status, headers, body } = await web.ask(`/${download}`, { headers: { cookie } })
    expect([status, body, headers['content-type'], headers['content-disposition']]).toEqual([
      200,
      '楼主：你好',
      'text/markdown; charset=utf-8',
      `attachment; filename="__ ____.md"; filename*=UTF-8''%E5%B7%A5%E4%BC%9A%20%22%E5%85%AC%E5%9B%AD%22.md`,
    ])
  })

  test('never go to a path that a page names', async () => {
    const web = await loopback(library)
    const target = path.join(web.folder, 'chosen-by-a-page.md')
    const reply = await call(web, await web.enter(), 'exports.thread', { threadId: 1, format: 'md', path: target })
    expect([reply, existsSync(target)]).toMatchObject([{ ok: true, value: { path: null } }, false])
  })

  test('say that no PDF can be made', async () => {
    const web = await loopback(library)
    expect(await call(web, await web.enter(), 'exports.thread', { threadId: 1, format: 'pdf' })).toEqual({
      ok: false,
      error: { code: 'printer-missing', details: {} },
    })
  })
})

describe('uploads', () => {
  async function upload(web: Loopback, names: readonly string[]): Promise<unknown> {
    const form = new FormData()
    for (const name of names) form.append('file', new File([`<p>${name}`], 'x'), name)
    const sent = new Request('http://x', { method: 'POST', body: form })
    const headers = { cookie: await web.enter(), 'content-type': sent.headers.get('content-type')! }
    const body = Buffer.from(await sent.arrayBuffer())
    return JSON.parse((await web.ask('/api/upload', { method: 'POST', headers, body })).body)
  }
  const filesBelow = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort()

  test('keep their folders, stay below them, and are gone when the run has ended', async () => {
    let paths: string[] = []
    const web = await loopback((_name, input) => {
      paths = (input as { paths: string[] }).paths
      return Promise.resolve({ ok: true, value: { runId: 7 } })
    })
    const names = [
      '帖子/1.html',
      '帖子/1_files/a.png',
      '../../etc/passwd',
      '/etc/passwd',
      'C:\\x\\y.html',
      '帖子/1.html',
    ]
    expect(await upload(web, names)).toEqual({ ok: true, value: { runId: 7 } })
    const folder = path.dirname(paths[0]!)
    expect(filesBelow(folder)).toEqual([
      '(2)/etc/passwd',
      '(2)/帖子/1.html',
      'C_/x/y.html',
      'etc/passwd',
      '帖子/1.html',
      '帖子/1_files/a.png',
    ])
    expect(readFileSync(path.join(folder, '帖子/1_files/a.png'), 'utf8')).toBe('<p>帖子/1_files/a.png')
    const progress = { runId: 7, given: 1, imported: 1, known: 0, skipped: 0, failed: 0, newPosts: 1, current: null }
    web.tell('imports.progress', { ...progress, state: 'running' })
    web.tell('imports.progress', { ...progress, runId: 8, state: 'finished' })
    expect(existsSync(folder)).toBe(true)
    web.tell('imports.progress', { ...progress, state: 'finished' })
    await vi.waitFor(() => expect(existsSync(folder)).toBe(false))
  })

  test('are gone too when the run ended before its number was known, or never began', async () => {
    const folders: string[] = []
    const web: Loopback = await loopback(async (_name, input) => {
      folders.push(path.dirname((input as { paths: string[] }).paths[0]!))
      if (folders.length > 1) return { ok: false, error: { code: 'library-read-only', details: {} } }
      web.tell('imports.progress', { runId: 1, state: 'finished' })
      return { ok: true, value: { runId: 1 } }
    })
    await upload(web, ['a.html'])
    await upload(web, ['a.html'])
    await vi.waitFor(() => expect(folders.map(folder => existsSync(folder))).toEqual([false, false]))
  })

  test('what is not imported yet outlives the server, and goes when a later one sees the run end', async () => {
    let folder = ''
    const first = await loopback((_name, input) => {
      folder = path.dirname((input as { paths: string[] }).paths[0]!)
      return Promise.resolve({ ok: true, value: { runId: 7 } })
    })
    const form = new FormData()
    form.append('file', new File(['<p>a'], 'x'), 'a.html')
    const sent = new Request('http://x', { method: 'POST', body: form })
    const headers = { cookie: await first.enter(), 'content-type': sent.headers.get('content-type')! }
    await first.ask('/api/upload', { method: 'POST', headers, body: Buffer.from(await sent.arrayBuffer()) })
    await first.close()
    expect(filesBelow(folder)).toEqual(['a.html'])
    const second = await loopback(noLibrary, {}, [{ runId: 7, state: 'interrupted', root: folder }])
    await vi.waitFor(() => {
      second.tell('imports.progress', { runId: 7, state: 'finished' })
      expect(existsSync(folder)).toBe(false)
    })
  })

  test('a form without files, or cut off, is refused and leaves nothing', async () => {
    const web = await loopback(noLibrary)
    expect(await upload(web, [])).toMatchObject({ ok: false, error: { code: 'bad-input' } })
    const headers = { cookie: await web.enter(), 'content-type': 'multipart/form-data; boundary=b' }
    const body = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.html"\r\n\r\nhalf'
    const cut = await web.ask('/api/upload', { method: 'POST', headers, body })
    expect(JSON.parse(cut.body)).toMatchObject({ ok: false, error: { code: 'bad-input' } })
  })

  test.each([
    ['a/./b/../../../c.html', ['a', 'b', 'c.html']],
    ['..', ['unnamed']],
    ['con.html/lpt1/nul', ['_con.html', '_lpt1', '_nul']],
    ['a\0b/c<d>.html. .', ['a_b', 'c_d_.html']],
    [`${'长'.repeat(200)}.html`, [`${'长'.repeat(78)}.html`]],
  ])('steps of %j', (given, steps) => expect(safeSteps(given)).toEqual(steps))
})

describe('events', () => {
  test('reach the window, and the server notices when the last one has gone', async () => {
    const gone = Promise.withResolvers<null>()
    const web = await loopback(noLibrary, { idle: { afterMs: 20, act: () => gone.resolve(null) } })
    const cookie = await web.enter()
    const { host, port } = new URL(web.origin)
    const received = Promise.withResolvers<string>()
    const window = request({ hostname: '127.0.0.1', port, path: '/api/events', headers: { host, cookie } }, answer => {
      let text = ''
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        if (text === ': here\n\n') web.tell('library.changed', { threadIds: [3] })
        if (text.includes('threadIds')) received.resolve(text)
      })
      answer.on('error', () => undefined)
    })
    window.on('error', () => undefined)
    window.end()
    expect(await received.promise).toBe(': here\n\nevent: library.changed\ndata: {"threadIds":[3]}\n\n')
    window.destroy()
    await gone.promise
  })
})
