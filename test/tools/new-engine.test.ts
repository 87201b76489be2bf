import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Engine, HtmlPage } from '../../src/core/engines/engine.ts'
import { parseHtml } from '../../src/core/text/dom.ts'
import { unread, writeNewEngine } from '../../tools/new-engine.ts'

const project = path.resolve(import.meta.dirname, '../..')
const markup = `<!doctype html><title>Varnish</title><body><h1>Varnish</h1>
<div class="plank" id="p1"><b class="user">Ada</b> <time datetime="2020-03-04T05:06">4 March</time><div class="message">Two coats.</div></div>
<div class="plank" id="p2"><b class="user">Bo</b> <time datetime="2020-03-05T05:06">5 March</time><div class="message">Three coats are better.</div></div>`

let root: string
let page: string
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'threadloft-engine-'))
  const engines = path.join(root, 'src/core/engines')
  mkdirSync(engines, { recursive: true })
  for (const room of ['text', 'clean', 'model', 'errors.ts'])
    symlinkSync(path.join(project, 'src/core', room), path.join(root, 'src/core', room))
  for (const file of readdirSync(path.join(project, 'src/core/engines')))
    if (file !== 'list.ts') symlinkSync(path.join(project, 'src/core/engines', file), path.join(engines, file))
  writeFileSync(
    path.join(engines, 'list.ts'),
    "/* Engines. */\nexport { a } from './a.ts'\nexport { z } from './z.ts'\n",
  )
  page = path.join(root, 'saved.html')
  writeFileSync(page, markup)
})
afterEach(() => rmSync(root, { recursive: true }))

describe.skipIf(process.platform === 'win32')('a new engine', () => {
  it('reads the posts of the page it was made from, has a fixture that fails, and one line in the list', async () => {
    writeNewEngine(root, 'river-side', page)
    const written = pathToFileURL(path.join(root, 'src/core/engines/river-side.ts')).href
    const { riverSide } = (await import(/* @vite-ignore */ written)) as { riverSide: Engine }
    const html: HtmlPage = {
      kind: 'html',
      document: parseHtml(markup),
      source: markup,
      isWhole: true,
      url: null,
      savedAt: null,
      name: 'saved.html',
    }
    const fixture = path.join(root, 'test/fixtures/river-side/first')
    expect({
      grade: riverSide.detect(html),
      posts: riverSide.read(html).posts.map(post => [post.id, post.author.name, post.time?.at]),
      fixture: readdirSync(fixture).sort(),
      expected: JSON.parse(readFileSync(path.join(fixture, 'expected.json'), 'utf8')) as unknown,
      list: readFileSync(path.join(root, 'src/core/engines/list.ts'), 'utf8').split('\n').slice(1, 4),
    }).toEqual({
      grade: 'likely',
      posts: [
        ['p1', 'Ada', '2020-03-04T05:06'],
        ['p2', 'Bo', '2020-03-05T05:06'],
      ],
      fixture: ['about.md', 'expected.json', 'page.html'],
      expected: { thread: { title: unread } },
      list: ["export { a } from './a.ts'", "export { riverSide } from './river-side.ts'", "export { z } from './z.ts'"],
    })
  })

  it('is never written over one that is there, nor under a name that is none', () => {
    writeNewEngine(root, 'riverside', page)
    expect(() => writeNewEngine(root, 'riverside', page)).toThrow('there already')
    expect(() => writeNewEngine(root, '../outside', page)).toThrow('not an engine')
  })
})
