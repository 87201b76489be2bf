/* What is done with a post by menu and by key alike: copying and reading aloud. */
import type { Post } from '../../../core/model/library.ts'
import { languageOf } from '../../../core/text/language.ts'
import { m } from '../../../messages/generated/messages.js'
import type { App } from '../../state/app.svelte.ts'
import { formatRoute, start } from '../../state/route.ts'
import { citation, floorInWords, quotation } from './words.ts'

const floorOf = (app: App, post: Post): string => app.han.shown(floorInWords(post, post.position))
const articleOf = (post: Post): HTMLElement | null =>
  document.getElementById(`post-${post.id}`)?.closest('article') ?? null

/** What is selected in a post; empty where the selection reaches beyond it. */
export function selectedIn(post: Post): string {
  const selection = getSelection()
  const article = articleOf(post)
  if (!article || !selection || selection.isCollapsed) return ''
  return article.contains(selection.anchorNode) && article.contains(selection.focusNode) ? selection.toString() : ''
}

export async function copyLink(app: App, post: Post | null = app.thread.current): Promise<void> {
  if (!post) return
  const route = formatRoute({ ...start, threadId: post.threadId, postId: post.id })
  await copy(app, new URL(route, location.href).href, m.post_link_copied({ floor: floorOf(app, post) }))
}

export async function copyCitation(app: App, post: Post): Promise<void> {
  const { detail } = app.thread
  const floor = floorOf(app, post)
  if (detail) await copy(app, citation(post, detail, floor), m.post_copied({ floor }))
}

/** What is copied is what is shown, in the characters one reads in; names and titles stay what they are. */
export async function copyQuote(
  app: App,
  post: Post | null = app.thread.current,
  selected = post ? selectedIn(post) : '',
): Promise<void> {
  const { detail } = app.thread
  if (!post || !detail) return
  const floor = floorOf(app, post)
  const words = selected.trim() === '' ? app.han.shown(post.text) : selected
  await copy(app, quotation(post, detail, floor, words), m.post_quote_copied({ floor }))
}

/** Reads what the post itself says, as it is shown; quotes are left out. */
export function readAloud(app: App, post: Post | null = app.thread.current): void {
  const shown = post && articleOf(post)?.querySelector('.rich')?.cloneNode(true)
  if (!post || !(shown instanceof HTMLElement)) return
  for (const quoted of shown.querySelectorAll('blockquote, .quote-source, .picture-missing, .embed-missing, pre'))
    quoted.remove()
  for (const end of shown.querySelectorAll('p, div, li, br, .line')) end.append('\n')
  app.speech.toggle(post.id, shown.textContent, app.han.langOf(languageOf(post.text)))
}

async function copy(app: App, text: string, done: string): Promise<void> {
  await navigator.clipboard.writeText(text)
  app.toasts.done(done)
}
