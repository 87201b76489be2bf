/*
 * Saved pages of a made-up forum by the thousand: 20 posts and some 93 kB each, half of them of phpwind in GBK with its
 * anti-copy noise, half of Discuz! in UTF-8, with the menus, scripts and buttons that such pages have around the posts.
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { frequent, seededRandom } from '../support/made-up-text.ts'
import { discuzPage, simplified } from '../../tools/sample/discuz-page.ts'
import { encoderFor } from '../../tools/sample/encode.ts'
import type { PicturesOf } from '../../tools/sample/phpwind-page.ts'
import { phpwindPage } from '../../tools/sample/phpwind-page.ts'
import type { SamplePerson, SamplePost, SampleThread } from '../../tools/sample/words.ts'
import { madeUpPosts } from './made-words.ts'

export const postsOfPage = 20

export interface SavedPages {
  readonly folder: string
  readonly pages: number
}

/** Writes so many pages, or takes those that an earlier run left; another seed makes other threads. */
export function savePages(home: string, pages: number, seed = 1): SavedPages {
  const folder = path.join(home, `pages-form-2-seed-${seed}-${pages}`)
  if (existsSync(folder)) return { folder, pages }
  mkdirSync(`${folder}.part`, { recursive: true })
  for (const { name, bytes } of pagesOf(pages, seed)) writeFileSync(path.join(`${folder}.part`, name), bytes)
  renameSync(`${folder}.part`, folder)
  return { folder, pages }
}

const people = 3_000
const boards = 30
const mostPages = 9
const pictures: PicturesOf = {
  avatar: person => `http://bbs.example.org/attachment/upload/middle/${person.uid % 97}/${person.uid}.jpg`,
  picture: name => `http://bbs.example.org/attachment/Mon_1310/${name}.jpg`,
}

function* pagesOf(count: number, seed: number): Generator<{ name: string; bytes: Buffer }> {
  const random = seededRandom(seed)
  const texts = madeUpPosts(seed + 100, frequent)
  const gbk = encoderFor('gbk')
  let written = 0
  for (let id = 100_000 * seed; written < count; id++) {
    const isPhpwind = id % 2 === 0
    const pages = isPhpwind ? Math.min(count - written, 1 + Math.floor(random() ** 3 * mostPages)) : 1
    const thread = madeThread(id, pages * postsOfPage, texts, random)
    for (let page = 1; page <= pages; page++) {
      const first = (page - 1) * postsOfPage
      const posts = thread.posts.slice(first, first + postsOfPage)
      const shown = { ...thread, posts }
      const html = isPhpwind
        ? phpwindPage({ thread: shown, page, pages, first, posts, pictures, random })
        : discuzPage(shown, simplified, pictures)
      yield {
        name: `page-${id}-${page}.html`,
        bytes: isPhpwind ? gbk(furnished(html, id)) : Buffer.from(furnished(html, id)),
      }
      written++
    }
  }
}

function madeThread(id: number, posts: number, texts: (index: number) => string, random: () => number): SampleThread {
  const begun = Date.UTC(2004, 0, 1) + random() * 6e11
  return {
    ...{ forum: '好论坛', host: 'bbs.example.org', id },
    ...{ board: `版块${1 + Math.floor(random() ** 2 * boards)}`, boardId: 7 },
    title: `${texts(0).replaceAll(/\s+/g, ' ').slice(0, 18)} ${id}`,
    posts: Array.from({ length: posts }, (_, position) => madePost(position, begun + position * 4e6, texts, random)),
  }
}

function madePost(position: number, at: number, texts: (index: number) => string, random: () => number): SamplePost {
  const isQuoting = position > 0 && random() < 0.2
  return {
    by: madePerson(1 + Math.floor(random() ** 3 * people), texts),
    at: minuteOf(at),
    lines: texts(position).trim().split('\n'),
    ...(isQuoting ? { quote: { of: 0, lines: [texts(0).slice(0, 60).replaceAll('\n', ' ')] } } : {}),
    ...(random() < 0.1 ? { picture: { name: `scene-${at}`, scene: 'sea' as const } } : {}),
    ...(random() < 0.05 ? { edited: minuteOf(at + 6e5) } : {}),
  }
}

const known = new Map<number, SamplePerson>()

function madePerson(uid: number, texts: (index: number) => string): SamplePerson {
  const person = known.get(uid) ?? {
    ...{
      name: `网友${uid}`,
      uid,
      rank: '中级会员',
      posts: uid * 3,
      digests: uid % 7,
      coins: uid * 11,
      hours: uid % 900,
    },
    ...{ joined: '2006-04-11', lastSeen: '2013-10-20', hue: 0 },
    signature: texts(0).slice(0, 40).replaceAll('\n', ' '),
  }
  known.set(uid, person)
  return person
}

const minuteOf = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** A page with what stands around the posts of a real one. */
function furnished(html: string, id: number): string {
  return html
    .replace('</head>', `${headOf(id)}</head>`)
    .replace(/<body[^>]*>/, body => `${body}\n${menuOf(id)}`)
    .replaceAll('<div class="tipad black">', tools => `${tools}${buttonsOf(id)}`)
    .replaceAll('<div class="pct">', part => `<div class="po hin">${buttonsOf(id)}</div>${part}`)
    .replace('</body>', `${menuOf(id + 1)}<script>${scriptOf(id, 60)}</script></body>`)
}

const headOf = (id: number): string =>
  `<link rel="stylesheet" type="text/css" href="data/cache/style_1_common.css?${id}" />
<style>${Array.from({ length: 60 }, (_, index) => `#m${index} .tal${index} a{padding:0 ${index}px;color:#${100 + index};background:url(images/wind/bg${index}.png) no-repeat}`).join('\n')}</style>
<script>${scriptOf(id, 80)}</script>`

const scriptOf = (id: number, lines: number): string =>
  Array.from(
    { length: lines },
    (_, line) =>
      `var item${line} = getObj('menu_${line}'); if (item${line}) { item${line}.onclick = function () { return sendmsg('pw_ajax.php?action=n${line}&tid=${id}', '', this.id) } }`,
  ).join('\n')

const menuOf = (id: number): string =>
  `<div id="menu"><ul>${Array.from({ length: 55 }, (_, index) => `<li id="td_u${index}"><a href="thread.php?fid=${index}&amp;search=${id}" title="版块" class="b${index % 4}">进入版块${index}</a></li>`).join('\n')}</ul></div>`

const buttonsOf = (id: number): string =>
  Array.from(
    { length: 5 },
    (_, index) =>
      `<a id="tool_${index}" class="readbot-a${index}" href="javascript:;" onclick="return postreply('回 ${index}楼的帖子','${id}','${index}');" title="工具">工具</a> <span class="pipe">|</span> `,
  ).join('')
