/* What makes two saved things the same thing. Changing any of these keys would part what a library has joined. */
import { createHash } from 'node:crypto'
import type { PageReading, PostReading } from '../model/reading.ts'

/** A title or name as it is compared: compatibility forms, case and white space are one. */
export function nameKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/** A person's name as it is kept: forums do tell case apart, but not white space around a name. */
export function personName(name: string | null): string | null {
  return name?.normalize('NFC').trim() || null
}

/** The forum a page is of: by host, else by the name it gives itself, else unknown. */
export function forumKey(forum: PageReading['forum']): string {
  const host = forum.host?.toLowerCase().replace(/^www\./, '')
  if (host) return `host:${host}`
  const name = forum.name && nameKey(forum.name)
  return name ? `name:${name}` : unknownForum
}

export const unknownForum = 'unknown'

/**
 * Saves in the order they were made, whatever the order they are imported in: by saving time, then by content, so that
 * the latest save is the same one on every machine. Unknown times come first.
 */
export function saveOrder(savedAt: string | null, sha256: string, pageName: string): string {
  const instant = savedAt === null ? Number.NaN : Date.parse(savedAt)
  return `${Number.isNaN(instant) ? '' : new Date(instant).toISOString()} ${sha256.slice(0, 16)} ${pageName}`
}

/** Equal for bodies that say the same, however a format lays out their lines. */
export function textHash(text: string): Buffer {
  return hashOf(text.normalize('NFKC').replace(/\s+/g, ''))
}

/** Equal for bodies that are the same to the last mark-up, and as whole. */
export function bodyHash(post: Pick<PostReading, 'text' | 'html'>, extra: string | null, lacking: number): Buffer {
  return hashOf(JSON.stringify([post.text, post.html, extra, lacking]))
}

/** A short name for a value that is kept once. */
export function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, 16)
}
