/* A phpwind page copied as text (select all, copy, paste): words and line shapes are all there is to go by. */
import { Text } from 'domhandler'
import type { PageDraft, PostDraft } from '../../clean/draft.ts'
import { draftPage, draftPost } from '../../clean/draft.ts'
import { removeTextNoise } from '../../clean/text-noise.ts'
import { foldSpace } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import type { Grade, TextPage } from '../engine.ts'
import { threadAddress } from './addresses.ts'
import { readCopiedBody } from './copied-body.ts'
import type { CopiedFloor } from './copied-floors.ts'
import { findCopiedFloors, isFurniture } from './copied-floors.ts'
import { isDigest } from './notices.ts'

export const copiedText = { detect, read }

function detect(page: TextPage): Grade {
  const floors = findCopiedFloors(page.text.split('\n'), { savedAt: null })
  if (floors.length === 0) return 'no'
  return floors.some(floor => floor.card !== null) || /Powered by phpwind/i.test(page.text) ? 'sure' : 'likely'
}

function read(page: TextPage): PageDraft {
  const lines = page.text.split('\n')
  const time = { savedAt: page.savedAt }
  const floors = findCopiedFloors(lines, time)
  const head = lines.slice(0, floors[0]?.start ?? 0)
  const title = titleOf(head, lines, floors)
  const read = floors.map((floor, index) => {
    const end = floors[index + 1]?.start ?? lines.length
    return readPost(floor, lines.slice(floor.bar + 1, end), title, time)
  })
  const posts = read.map(({ post }) => post)
  const path = pathOf(head, title)
  const { tid, page: number } = threadAddress(page.url ?? page.name)
  const count = (label: string): number | null => {
    const digits = head.map(line => new RegExp(`(\\d{1,12})\\s*${label}`).exec(line)?.[1]).find(Boolean)
    return digits === undefined ? null : Number(digits)
  }
  return draftPage({
    forum: { name: path?.[0] ?? null, host: null },
    board: path && path.length > 1 ? { name: path.at(-1)!, path: path.slice(1) } : null,
    thread: {
      title,
      id: tid ?? /tid(\d{1,12})/.exec(page.name)?.[1] ?? null,
      url: page.url,
      page: number ?? (floors[0]?.floor === 0 ? 1 : null),
      digest: posts.some(post => isDigest(post.notices)),
      views: count('阅读'),
      replies: count('回复'),
    },
    posts,
    removed: read.flatMap(({ removed }) => removed.map(text => ({ kind: 'noise', text }))),
  })
}

function readPost(
  floor: CopiedFloor,
  lines: readonly string[],
  title: string,
  time: TimeContext,
): { post: PostDraft; removed: readonly string[] } {
  const body = readCopiedBody(lines, title, time)
  const clean = removeTextNoise(body.lines)
  const signature = body.signature.length > 0 ? [new Text(body.signature.join('\n'))] : null
  return {
    post: draftPost({
      floor: floor.floor,
      floorLabel: floor.label,
      author: { name: floor.card?.name ?? null, uid: floor.card?.uid ?? null },
      time: floor.time,
      subject: body.subject,
      body: clean.lines.join('\n'),
      card: floor.card && { ...floor.card, signature },
      notices: body.notices,
      isOpening: floor.floor === 0,
      edits: body.edits,
      attachments: body.attachments,
      ratings: body.ratings,
      hidden: body.hidden,
    }),
    removed: clean.removed,
  }
}

/** From 「主题 : …」 (7.x) or the line that ends in 「[复制链接]」 (8.x); else the first line of the opening post. */
function titleOf(head: readonly string[], lines: readonly string[], floors: readonly CopiedFloor[]): string {
  for (const line of head) {
    const named = /^[\s\u00a0]*(?:本页)?主[题題][\s\u00a0]*[:：][\s\u00a0]*(\S.{0,300})$/.exec(line)?.[1]
    const linked = /^(\S.{0,300}?)\s*\[复制链接\]/.exec(foldSpace(line))?.[1]
    const title = named ?? linked
    if (title) return foldSpace(title)
  }
  const bar = floors[0]?.bar ?? -1
  const first = lines.slice(bar + 1).find(line => line.trim() !== '' && !isFurniture(line))
  return foldSpace(first ?? '').slice(0, 200)
}

/** 「站名 » 版块 » 主题」 (or with `>`), told by its ending in the title; the title left out. */
function pathOf(head: readonly string[], title: string): string[] | null {
  for (const line of head) {
    const parts = foldSpace(line).split(/\s*[»›>]\s*/)
    if (parts.length > 1 && parts.at(-1) !== '' && title.startsWith(parts.at(-1)!)) return parts.slice(0, -1)
  }
  return null
}
