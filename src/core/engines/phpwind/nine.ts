/*
 * phpwind 9 ("nextwind"). Here #read_PID is the whole floor, not its body, and the opening post is #read_0. Built from
 * the program's templates; no saved page of it was at hand.
 */
import type { Notice } from '../../model/reading.ts'
import type { Document, Element } from '../../text/dom.ts'
import { attribute, select, selectAll, text, textLines } from '../../text/dom.ts'
import type { TimeContext } from '../../text/time.ts'
import { draftPost } from '../../clean/draft.ts'
import type { HtmlPage } from '../engine.ts'
import { baseAddress, resolve } from '../page-facts.ts'
import { readBody } from './body.ts'
import { readPoster } from './card.ts'
import { attachedPictures, readAttachments } from './extras.ts'
import type { ReadFloor } from './floor.ts'
import { floorLabel, floorNumber } from './floors.ts'
import { editOf, isNotice, noticesOf } from './notices.ts'
import { timeIn } from './times.ts'

/** Whether a page is of phpwind 9. */
export function isNine(document: Document): boolean {
  return select(document, '.J_read_floor') !== null
}

/** Every floor of a phpwind 9 page. */
export function readNine(page: HtmlPage, time: TimeContext): ReadFloor[] {
  const base = baseAddress(page)
  const seen = new Set<string>()
  return selectAll(page.document, '.J_read_floor').flatMap(floor => {
    const pid = /^read_(\d{1,12})$/.exec(attribute(floor, 'id') ?? '')?.[1] ?? null
    const body = select(floor, '.editor_content')
    if (!body || (pid !== null && seen.has(pid))) return []
    if (pid !== null) seen.add(pid)
    return [readNineFloor(floor, pid, body, base, time)]
  })
}

function readNineFloor(
  floor: Element,
  pid: string | null,
  body: Element,
  base: string | null,
  time: TimeContext,
): ReadFloor {
  const cell = select(floor, '.floor_info')
  const poster = cell ? readPoster(cell, signatureOf(floor), time) : null
  const mark = select(floor, '.lou')
  const label = mark ? floorLabel(text(mark)) : null
  const title = select(body, '.inside_title')
  const subject = text(title) || null
  if (title) title.attribs['hidden'] = ''
  const pictures = attachedPictures(floor, body)
  const edits = selectAll(floor, '.edit_log').flatMap(note => editOf(text(note), time) ?? [])
  const read = readBody(body, time)
  const opening = pid === '0'
  return {
    post: draftPost({
      id: pid,
      floor: (label === null ? null : floorNumber(label)) ?? (opening ? 0 : null),
      floorLabel: label === '' ? null : label,
      author: { name: poster?.name ?? null, uid: poster?.uid ?? null },
      time: timeIn(text(select(floor, '.floor_top_tips')), time),
      subject: opening ? null : subject,
      body: [...read.nodes, ...pictures],
      card: poster?.card ?? null,
      notices: noticesIn(floor, time),
      isOpening: opening,
      edits: edits.length > 0 ? edits : [...read.edits],
      attachments: readAttachments(floor).map(file => ({
        ...file,
        url: file.url && (resolve(file.url, base) ?? file.url),
      })),
      hidden: [...read.hidden],
      ratings: likes(floor),
    }),
    removed: read.removed,
  }
}

function signatureOf(floor: Element): readonly Element['children'][number][] | null {
  const box = select(floor, '.signature')
  return box && text(box) !== '' ? (select(box, 'td') ?? box).children : null
}

function noticesIn(floor: Element, time: TimeContext): Notice[] {
  return noticesOf(selectAll(floor, '.inside_logs').flatMap(textLines).filter(isNotice), time)
}

function likes(floor: Element): { kind: string; count: number; by: string[]; reason: null }[] {
  const count = Number(text(select(floor, '.J_like_count, .a_like_num')) || 0)
  const by = selectAll(floor, '#J_read_like_list a span').map(name => attribute(name, 'title') ?? text(name))
  return count > 0 ? [{ kind: '喜欢', count, by, reason: null }] : []
}
