/* People, their names and cards, forums and boards: whatever is altered of them is named, and a repair puts it right. */
import { randomUUID } from 'node:crypto'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PageReaders } from '../../src/core/library/page-readers.ts'
import { dumpFolder } from '../support/dump-library.ts'
import { openTestLibrary, scratchFolder } from '../support/library.ts'
import { pageReaders, repairHere, verifyHere } from '../support/repair-here.ts'

const scratch = scratchFolder()
const pattern = path.join(scratch.folder, 'pattern')
let readers: PageReaders
let whole: unknown
let folder = ''

interface Shown {
  readonly thread: number
  readonly page: number
  readonly day: number
  /** The uid and the name of each post's author; of a copy that tells none the uid is null. */
  readonly authors: readonly (readonly [number | null, string])[]
}

/** A page of a Discuz! forum in a board of a group, whose posters have cards with numbers that grow by the day. */
function pageOf({ thread, page, day, authors }: Shown): string {
  const posts = authors.map(([uid, name], at) => {
    const floor = (page - 1) * authors.length + at + 1
    const id = thread * 100 + floor
    const link = `<div class="authi"><a href="space-uid-${uid}.html" class="xw1">${name}</a></div>`
    const profile = uid === null ? `<div class="pi">${name}</div>` : link
    return `<table id="pid${id}"><tr><td class="pls">${profile}
      <dl class="pil cl"><dt>帖子</dt><dd>${100 + day}</dd><dt>威望</dt><dd>${(uid ?? 7) * 3}</dd></dl></td>
      <td class="plc"><div class="pi"><strong><a id="postnum${id}"><em>${floor}</em><sup>#</sup></a></strong>
      <div class="authi"><em id="authorposton${id}">发表于 2012-5-${floor} 10:0${at}</em></div></div>
      <div class="pct"><table><tr><td class="t_f" id="postmessage_${id}">第${thread}盏灯的第${floor}句话</td></tr></table></div></td></tr></table>`
  })
  return `<!doctype html><!-- Page saved with SingleFile
    url: http://lamps.example/thread-${thread}-${page}-1.html
    saved date: ${new Date(Date.UTC(2012, 5, day)).toUTCString()} -->
    <html><head><meta charset="utf-8"><meta name="generator" content="Discuz! X3.4"><meta name="application-name" content="灯下论坛">
    <title>灯 ${thread} - 旧物 - 灯下论坛 - Powered by Discuz!</title></head>
    <body id="nv_forum"><div id="pt"><div class="z"><a href="./">灯下论坛</a><em>›</em><a href="forum.php">论坛</a><em>›</em>
    <a href="forum.php?gid=1">城市</a><em>›</em><a href="forum-2-1.html">旧物</a><em>›</em><a href="thread-${thread}-1-1.html">灯 ${thread}</a></div></div>
    <div id="postlist"><h1 class="ts"><a id="thread_subject" href="thread-${thread}-1-1.html">灯 ${thread}</a></h1>${posts.join('')}</div></body></html>`
}

const shown: readonly Shown[] = [
  {
    thread: 1,
    page: 1,
    day: 1,
    authors: [
      [1, '阿灯'],
      [2, '老渡'],
      [null, '过客'],
    ],
  },
  {
    thread: 1,
    page: 2,
    day: 1,
    authors: [
      [2, '老渡'],
      [null, '路人'],
      [1, '阿灯'],
    ],
  },
  {
    thread: 2,
    page: 1,
    day: 5,
    authors: [
      [2, '渡口'],
      [1, '阿灯'],
      [null, '阿灯'],
    ],
  },
  {
    thread: 3,
    page: 1,
    day: 9,
    authors: [
      [null, '路人'],
      [3, '小满'],
      [2, '渡口'],
    ],
  },
]

beforeAll(async () => {
  readers = pageReaders()
  const given = path.join(scratch.folder, 'given')
  mkdirSync(given)
  for (const one of shown) writeFileSync(path.join(given, `${one.thread}-${one.page}.html`), pageOf(one))
  const library = await openTestLibrary(pattern)
  await library.importAll(given)
  await library.close()
  whole = dumpFolder(pattern)
})
afterAll(async () => {
  await readers.close()
  scratch.remove()
})
beforeEach(() => {
  folder = path.join(scratch.folder, randomUUID())
  cpSync(pattern, folder, { recursive: true })
})

/** Asks the closed library, or changes it behind its back, with foreign keys off as no program has them. */
function meddle<Answer>(work: (db: Database.Database) => Answer, of = folder): Answer {
  const db = new Database(path.join(of, 'library.sqlite'))
  db.pragma('foreign_keys = OFF')
  try {
    return work(db)
  } finally {
    db.close()
  }
}

test('the library that these tests alter has cards, boards, renamed people and people without a uid', () => {
  const count = (query: string): unknown => meddle(db => db.prepare(query).pluck().get(), pattern)
  expect([
    count('SELECT count(*) FROM card'),
    count('SELECT count(*) FROM card_number'),
    count(`SELECT path FROM board`),
    count(
      `SELECT group_concat(coalesce(uid, '') || name || post_count, ' ') FROM (SELECT * FROM poster ORDER BY uid, name)`,
    ),
  ]).toEqual([expect.any(Number), expect.any(Number), '["城市","旧物"]', '路人2 过客1 1阿灯4 2渡口4 3小满1'])
})

const alterations: readonly (readonly [string, string, RegExp])[] = [
  [
    'names exchanged',
    `UPDATE poster SET name = iif(uid = '1', '渡口', '阿灯') WHERE uid IN ('1', '2')`,
    /^row-outdated poster id=\d+ name$/,
  ],
  [
    'a name that all posts of a person without uid tell otherwise',
    `UPDATE poster SET name = '别人' WHERE name = '过客'`,
    /^row-outdated poster id=\d+ name$/,
  ],
  [
    'the names of two people without uid exchanged',
    `UPDATE poster SET name = '?' WHERE name = '过客'; UPDATE poster SET name = '过客' WHERE name = '路人';
     UPDATE poster SET name = '路人' WHERE name = '?'`,
    /^row-outdated poster id=\d+ name$/,
  ],
  ['a uid', `UPDATE poster SET uid = '77' WHERE uid = '3'`, /^row-outdated poster id=\d+ uid$/],
  [
    'which name is the latest',
    `UPDATE poster SET name = '老渡', name_order = '' WHERE uid = '2'`,
    /^row-outdated poster id=\d+ name, nameOrder$/,
  ],
  [
    'which card is the latest',
    `UPDATE poster SET card_id = (SELECT min(id) FROM card), card_order = 'x' WHERE uid = '2'`,
    /^row-outdated poster id=\d+ card, cardOrder$/,
  ],
  [
    'when people were seen last',
    `UPDATE poster SET last_post_at = '2030' WHERE uid = '1'`,
    /^row-outdated poster id=\d+ lastPostAt$/,
  ],
  [
    'how many threads people began',
    `UPDATE poster SET thread_count = 9 WHERE uid = '1'`,
    /^count-wrong poster id=\d+ says 9 threads, has 1$/,
  ],
  ['a field of a card', `UPDATE card SET data = replace(data, '105', '999')`, /^card-altered card id=\d+ /],
  ['a card that is no JSON any more', `UPDATE card SET data = data || 'x' WHERE id = 1`, /^card-altered card id=1 /],
  ['the hashes of cards', `UPDATE card SET hash = randomblob(16)`, /^card-altered card id=\d+ /],
  [
    'the numbers of cards',
    `UPDATE card_number SET value = value + 1 WHERE label = '威望'`,
    /^row-outdated card id=\d+ numbers$/,
  ],
  [
    'numbers that no card shows',
    `INSERT INTO card_number VALUES (1, '灯', 5, NULL)`,
    /^row-outdated card id=1 numbers$/,
  ],
  [
    'who has which name, exchanged',
    `UPDATE poster_name SET uid = uid || '?'; UPDATE poster_name SET uid = iif(name = '阿灯', '2', '1')`,
    /^row-outdated poster_name .* not noted$/,
  ],
  [
    'a post given to somebody else',
    `UPDATE post SET poster_id = (SELECT id FROM poster WHERE uid = '3') WHERE author_name = '过客'`,
    /^(?:row-outdated post id=\d+ poster|row-unseen poster id=\d+ no page shows it|count-wrong poster .*|row-outdated poster .*)$/,
  ],
  [
    'the words by which a body is known',
    `UPDATE post_version SET text_hash = randomblob(16)`,
    /^row-outdated post_version id=\d+ textHash$/,
  ],
  [
    'the title by which a page finds its thread',
    `UPDATE page SET title_key = 'x', opening_author = 'y' WHERE id = 1`,
    /^row-outdated page id=1 titleKey, openingAuthor$/,
  ],
  [
    "a thread's id of its forum",
    `UPDATE thread SET external_id = '77' WHERE external_id = '2'`,
    /^row-outdated thread id=\d+ externalId$/,
  ],
  [
    "the thread's id on all its pages",
    `UPDATE page SET external_id = '77' WHERE external_id = '2'`,
    /^row-outdated thread id=\d+ externalId$/,
  ],
  ["a forum's key", `UPDATE forum SET key = 'host:elsewhere.example'`, /^row-outdated forum id=1 name$/],
  ["a forum's host", `UPDATE forum SET host = 'elsewhere.example'`, /^row-outdated forum id=1 name$/],
  ["a board's name", `UPDATE board SET name = '新物'`, /^row-outdated board id=1 name$/],
  ["a board's path", `UPDATE board SET path = '["乡村"]'`, /^row-outdated board id=1 name$/],
  [
    'what a sighting says beside the post, no JSON any more',
    `UPDATE post_seen SET extra = '{' WHERE page_id = 2`,
    /^row-outdated page id=2 notices$|^row-outdated thread/,
  ],
]
test.each(alterations)('%s: named, and as it was after a repair', async (_name, script, named) => {
  const people = meddle(db => db.prepare('SELECT id, forum_id, uid, name FROM poster ORDER BY id').all())
  meddle(db => db.exec(script))
  const { sound, findings } = await verifyHere(folder)
  const told = findings.map(({ kind, subject, detail }) => `${kind} ${subject} ${detail}`)
  expect([sound, told.filter(line => !named.test(line))]).toEqual([false, []])
  expect((await repairHere(folder, readers)).remaining).toEqual([])
  expect(dumpFolder(folder)).toEqual(whole)
  // The very rows: whoever was folded away stays so.
  expect(meddle(db => db.prepare('SELECT id, forum_id, uid, name FROM poster ORDER BY id').all())).toEqual(people)
})

test('a repair does not count what is in the bin among what people wrote', async () => {
  const library = await openTestLibrary(folder)
  await library.ask('bin.put', { threadIds: [1] })
  await library.close()
  const before = dumpFolder(folder)
  meddle(db => db.exec('UPDATE poster SET post_count = 50'))
  expect((await repairHere(folder, readers)).remaining).toEqual([])
  expect(dumpFolder(folder)).toEqual(before)
})
