/*
 * PTT (批踢踢): one article and the comments pushed below it, each a post. Comments show no year: it is told by the
 * article's own date, which they cannot precede, and counts on when the months start again.
 */
import { Text } from 'domhandler'
import { replaceElement } from 'domutils'
import type { PageDraft, PostDraft } from '../clean/draft.ts'
import { draftPage, draftPost } from '../clean/draft.ts'
import type { Element } from '../text/dom.ts'
import { attribute, isTag, isText, matches, select, selectAll, text } from '../text/dom.ts'
import type { TimeReading } from '../text/time.ts'
import { isoOf, readTime } from '../text/time.ts'
import type { Engine, Grade, HtmlPage } from './engine.ts'
import { forumHost, pageAddress } from './page-facts.ts'
import { telnetBody, telnetCard } from './telnet-body.ts'

export const ptt: Engine = { id: 'ptt', name: '批踢踢 PTT', detect, read }

const metaLines = '.article-metaline, .article-metaline-right'

function detect(page: HtmlPage): Grade {
  const content = select(page.document, '#main-content, .bbs-content .article-metaline')
  if (!content) return 'no'
  return select(page.document, '.article-meta-tag, .push .push-userid, .push-tag') ? 'sure' : 'no'
}

function read(page: HtmlPage): PageDraft {
  const { document } = page
  const content =
    select(document, '#main-content') ?? select(document, '.bbs-content .article-metaline')?.parent ?? null
  if (!content || !isTag(content)) return draftPage({ thread: { title: page.name } })
  showAddresses(content)
  const facts = new Map(
    selectAll(content, metaLines).map(line => [
      text(select(line, '.article-meta-tag')),
      text(select(line, '.article-meta-value')),
    ]),
  )
  const address = pageAddress(page) ?? ownAddress(content)
  const title = facts.get('標題') ?? text(select(document, 'title')).replace(/ - 看板 .{1,40}$/, '')
  const board = facts.get('看板') ?? /\/bbs\/([\w-]{1,40})\//.exec(address ?? '')?.[1]
  const time = readTime(facts.get('時間') ?? '', { savedAt: page.savedAt })
  const pushes = selectAll(content, '.push').filter(push => select(push, '.push-userid'))
  const years = yearsOf(pushes, Number(time?.at.slice(0, 4) ?? Number.NaN), Number(time?.at.slice(5, 7) ?? 1))
  return draftPage({
    forum: {
      name: 'PTT',
      host: forumHost(page) ?? (address === null ? null : new URL(address).hostname.replace(/^www\./, '')),
    },
    board: board === undefined ? null : { name: board, path: [board] },
    thread: {
      title: title || page.name,
      id: /\/([MG]\.\d{6,12}\.[A-Z]\.[0-9A-F]{3})/.exec(address ?? '')?.[1] ?? null,
      url: address,
      page: 1,
      pages: 1,
      replies: pushes.length,
    },
    posts: [
      article(content, facts.get('作者') ?? null, title, time),
      ...pushes.map((push, index) => comment(push, index, years[index] ?? null)),
    ],
  })
}

const ownAddress = (content: Element): string | null =>
  selectAll(content, '.f2 a[href]')
    .map(link => attribute(link, 'href') ?? '')
    .find(address => /^https?:\/\/[^/]{1,80}\/bbs\/[\w-]{1,40}\/[MG]\./.test(address)) ?? null

/** Mail addresses, and whatever looked like one, are written as numbers: each is xor-ed with the first. */
function showAddresses(content: Element): void {
  for (const coded of selectAll(content, '.__cf_email__[data-cfemail]')) {
    const bytes = bytesOf(attribute(coded, 'data-cfemail') ?? '')
    const [key = 0, ...rest] = bytes
    replaceElement(coded, new Text(String.fromCharCode(...rest.slice(0, 300).map(byte => byte ^ key))))
  }
}

const bytesOf = (hex: string): number[] => (hex.match(/[0-9a-f]{2}/gi) ?? []).map(pair => Number.parseInt(pair, 16))

/** 「ChoDino (暱稱)」: the name a person posts under, and the one they chose. */
function article(content: Element, author: string | null, title: string, time: TimeReading | null): PostDraft {
  const nodes = content.children.filter(node => !isTag(node) || !matches(node, `${metaLines}, .push, script`))
  const parts = telnetBody(nodes, { newlines: true })
  const name = author === null ? null : (/^([\w-]{1,20})(?:\s*\(.*)?$/.exec(author)?.[1] ?? author)
  return draftPost({
    floor: 1,
    author: { name, uid: null },
    subject: title,
    time,
    body: parts.body,
    card: telnetCard(parts, name),
    isOpening: true,
    edits: parts.edits,
  })
}

function comment(push: Element, index: number, year: number | null): PostDraft {
  const tag = text(select(push, '.push-tag'))
  const content = select(push, '.push-content')
  const first = content?.children[0]
  if (first && isText(first)) first.data = first.data.replace(/^\s*:\s?/, '')
  const shown = text(select(push, '.push-ipdatetime'))
  return draftPost({
    floor: index + 2,
    floorLabel: tag === '' ? null : tag,
    author: { name: text(select(push, '.push-userid')) || null, uid: null },
    time: pushTime(shown, year),
    body: content?.children ?? [],
  })
}

const pushForm = /(\d{1,2})\/(\d{1,2})(?:\s+(\d{1,2}):(\d{2}))?\s*$/

function pushTime(shown: string, year: number | null): TimeReading | null {
  const match = pushForm.exec(shown)
  if (!match || year === null) return null
  const [month, day] = [Number(match[1]), Number(match[2])]
  const clock = match[3] === undefined ? [] : [Number(match[3]), Number(match[4])]
  const iso = isoOf(year, month, day, clock[0], clock[1])
  return iso && { ...iso, text: shown, derived: true }
}

/** The year of each comment: the article's, one more each time the months start again. */
function yearsOf(pushes: readonly Element[], start: number, month: number): (number | null)[] {
  let [year, last] = [start, month]
  return pushes.map(push => {
    const own = Number(pushForm.exec(text(select(push, '.push-ipdatetime')))?.[1] ?? Number.NaN)
    if (Number.isNaN(own) || Number.isNaN(year)) return null
    if (own < last) year++
    last = own
    return year
  })
}
