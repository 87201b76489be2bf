/* What a host serves as `saved/<pageId>`, the same in every shell. */
import type { CallByName } from './host-handlers.ts'
import type { PageResource } from './ports.ts'

/**
 * The page behind `saved/<pageId>` or `saved/<pageId>?post=<postId>`; null where there is none. To be sent with
 * savedPageHeaders.
 */
export async function savedPageResource(call: CallByName, address: string): Promise<PageResource | null> {
  const [, page, post] = /^saved\/(\d{1,15})(?:\?post=(\d{1,15}))?$/.exec(address) ?? []
  if (page === undefined) return null
  const reply = await call('pages.render', {
    pageId: Number(page),
    postId: post === undefined ? null : Number(post),
  })
  if (!reply.ok) return null
  // What comes back was checked against the contract where it was answered.
  const { html } = reply.value as { html: string }
  return { bytes: Buffer.from(html, 'utf8'), type: 'text/html; charset=utf-8' }
}
