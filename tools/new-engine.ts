/*
 * From a saved page to a failing fixture: npm run new-engine -- <id> <saved page>
 * Writes src/core/engines/<id>.ts (a skeleton that reads the page's repeated posts), test/fixtures/<id>/first, and the
 * engine's line in the list. See docs/writing-an-engine.md.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { attribute, parseHtml, select, selectAll, text } from '../src/core/text/dom.ts'
import { decodeBytes } from '../src/core/text/charset.ts'

export const unread = 'READ THIS FILE: put the title that the page shows here, and check every other fact'

/** Writes the files of a new engine below `root` and answers their names. Throws for a bad id and never overwrites. */
export function writeNewEngine(root: string, id: string, page: string): string[] {
  if (!/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(id)) throw new Error(`not an engine's id: ${id} (small letters, digits, -)`)
  const engine = path.join(root, `src/core/engines/${id}.ts`)
  const fixture = path.join(root, `test/fixtures/${id}/first`)
  const list = path.join(root, 'src/core/engines/list.ts')
  for (const there of [engine, path.join(root, `src/core/engines/${id}`), fixture])
    if (existsSync(there)) throw new Error(`${there} is there already`)
  const document = parseHtml(decodeBytes(readFileSync(page)).text)
  const posts = postSelector(document)
  writeFileSync(engine, skeleton(id, posts, attribute(select(document, 'meta[name="generator" i]'), 'content')))
  mkdirSync(fixture, { recursive: true })
  copyFileSync(page, path.join(fixture, `page${path.extname(page) || '.html'}`))
  writeFileSync(path.join(fixture, 'about.md'), about(id))
  writeFileSync(path.join(fixture, 'expected.json'), JSON.stringify({ thread: { title: unread } }, null, 2) + '\n')
  const line = `export { ${camel(id)} } from './${id}.ts'`
  writeFileSync(list, withLine(readFileSync(list, 'utf8'), line))
  return [engine, fixture, list]
}

const camel = (id: string): string => id.replace(/-(.)/g, (_whole, letter: string) => letter.toUpperCase())

/** The class that repeats and holds the most of what is written, for a person to correct. */
function postSelector(document: ReturnType<typeof parseHtml>): string {
  const found = new Map<string, { count: number; written: number }>()
  for (const element of selectAll(document, 'body [class]')) {
    const written = text(element).length
    for (const name of new Set((attribute(element, 'class') ?? '').split(/\s+/))) {
      if (!/^[a-z][\w-]{1,60}$/i.test(name)) continue
      const known = found.get(`.${name}`) ?? { count: 0, written: 0 }
      found.set(`.${name}`, { count: known.count + 1, written: known.written + written })
    }
  }
  const repeated = [...found].filter(([, { count }]) => count > 1)
  return repeated.sort(([, one], [, other]) => other.written - one.written)[0]?.[0] ?? '.post'
}

/** The list with a line added where its name belongs. */
function withLine(list: string, line: string): string {
  const lines = list.trimEnd().split('\n')
  const isEngine = (each: string): boolean => each.startsWith('export {')
  const next = lines.findIndex(each => isEngine(each) && each > line)
  lines.splice(next < 0 ? lines.length : next, 0, line)
  return lines.join('\n') + '\n'
}

const about = (id: string): string =>
  `An ordinary thread page of ${id}. The page's structure is the software's own; every name, word and address in it is made up.\n`

const skeleton = (id: string, posts: string, generator: string | null): string =>
  `/* ${id}: say here which versions these selectors were seen in, and what is odd about its pages. */
import { draftPage, draftPost } from '../clean/draft.ts'
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import type { Element } from '../text/dom.ts'
import { attribute, select, selectAll, text } from '../text/dom.ts'
import { fromIso, readTime } from '../text/time.ts'
import type { TimeContext, TimeReading } from '../text/time.ts'
import { clockOf } from './clock.ts'
import type { Engine, HtmlPage } from './engine.ts'
${generator === null ? '' : "import { generator } from './page-facts.ts'\n"}import { pageFrame } from './page-place.ts'
import { pageTitle } from './page-title.ts'

/** The box of each post, and what stands in it. */
const postBox = '${posts}'
const authorPlace = '[class*=author i], [class*=user i], [rel=author], [itemprop=author]'
const timePlace = 'time, [class*=date i], [class*=time i]'
const bodyPlace = '[class*=body i], [class*=content i], [class*=message i], [class*=text i]'

export const ${camel(id)}: Engine = {
  id: '${id}',
  name: '${id}',
  // Ask for what no other software has.
  detect: page => (${generator === null ? '' : `generator(page)?.startsWith(${JSON.stringify(generator.split(/\s/)[0])}) && `}select(page.document, postBox) ? 'likely' : 'no'),
  read,
}

function read(page: HtmlPage): PageDraft {
  const boxes = selectAll(page.document, postBox)
  const clock = clockOf(
    page,
    boxes.map(box => text(select(box, timePlace))),
  )
  return draftPage({ ...pageFrame(page, pageTitle(page)), posts: boxes.map((box, index) => readPost(box, index, clock)) })
}

function readPost(box: Element, index: number, clock: TimeContext): PostDraft {
  return draftPost({
    id: attribute(box, 'id'),
    author: { name: text(select(box, authorPlace)) || null, uid: null },
    time: readPostTime(select(box, timePlace), clock),
    body: (select(box, bodyPlace) ?? box).children,
    isOpening: index === 0,
  })
}

function readPostTime(place: Element | null, clock: TimeContext): TimeReading | null {
  const written = attribute(place, 'datetime')
  return (written === null ? null : fromIso(written, text(place))) ?? readTime(text(place), clock)
}
`

if (import.meta.main) {
  const [id, page] = process.argv.slice(2)
  if (id === undefined || page === undefined) {
    console.error('npm run new-engine -- <id> <saved page>')
    process.exit(2)
  }
  for (const written of writeNewEngine(path.resolve(import.meta.dirname, '..'), id, page)) console.log(written)
  console.log(
    `Now: make the page's people and words up, then node tools/record-expected.ts ${id}, and read what it wrote.`,
  )
}
