import type { Post, ThreadDetail } from '../../../core/model/library.ts'
import type { PostMarked } from '../../state/post-marks.svelte.ts'
import { m } from '../../../messages/generated/messages.js'

/** The floor's label as the page showed it, else its number, else its place in the thread. */
export function floorInWords(post: Post, position: number): string {
  return post.floorLabel ?? m.post_floor({ floor: post.floor ?? position + 1 })
}

/** What "copy this floor" puts on the clipboard: enough to find and to cite the post anywhere. */
export function citation(post: Post, thread: ThreadDetail, floor: string): string {
  const facts = [post.author.name, post.postedAtText ?? post.postedAt, thread.board, thread.forum]
  const first = `${thread.title} · ${floor}`
  return [first, facts.filter(fact => fact !== null).join(' · '), thread.url].filter(line => line).join('\n')
}

/** A post, or the selected part of it, as a quote that says where it comes from. */
export function quotation(post: Post, thread: ThreadDetail, floor: string, selected: string): string {
  const words = (selected.trim() || post.text.trim()).split(/\r?\n/).map(line => `> ${line}`.trimEnd())
  return `${words.join('\n')}\n\n${citation(post, thread, floor)}`
}

/** Whole stretches of page numbers in few words, such as 1–3, 5, 7–9. */
export function stretches(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((one, other) => one - other)
  const parts: string[] = []
  for (let index = 0; index < sorted.length;) {
    let end = index
    while (sorted[end + 1] === sorted[end]! + 1) end += 1
    parts.push(end === index ? `${sorted[index]!}` : `${sorted[index]!}–${sorted[end]!}`)
    index = end + 1
  }
  return parts.join(', ')
}

/** Which of how many matches one is at, from 1; how many where one is at none. */
export const matchInWords = (at: number, total: number): string =>
  at === 0 ? m.match_count({ count: total }) : m.find_position({ at, total })

export function postMarkedInWords(what: PostMarked): string {
  if (what.kind === 'star') return what.on ? m.post_starred() : m.post_unstarred()
  if (what.kind === 'note') return what.on ? m.note_saved() : m.note_removed()
  return what.feeling === null ? m.post_unfelt() : m.post_felt()
}
