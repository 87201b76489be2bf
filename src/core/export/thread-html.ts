/* A thread as HTML: what the printed and the standalone document share. The document's headings are its outline. */
import type { Post, ThreadDetail } from '../model/library.ts'
import { escapeHtml } from './escape.ts'
import type { ExportLabels, ExportOptions } from './export-options.ts'
import { headingParts } from './export-options.ts'
import type { BodyContext } from './post-body.ts'
import { postBody } from './post-body.ts'
import { headLines } from './thread-head.ts'

/** Where a document finds a kept picture (`assets/<sha256>`), or null where it has it not. */
export type PictureAddress = (asset: string) => string | null

/** The title, what is known of the thread, and every post as an <article> with an <h2>. */
export function threadHtml(
  thread: ThreadDetail,
  posts: readonly Post[],
  options: ExportOptions,
  picture: PictureAddress,
): string {
  const anchors = new Map(posts.flatMap(post => (post.externalId === null ? [] : [[post.externalId, anchorOf(post)]])))
  const context = { labels: options.labels, picture, anchorOf: (id: string) => anchors.get(id) ?? null }
  const introduced = new Set<string>()
  const articles = posts.map(post => {
    const poster = post.author.name ?? ''
    const first = !introduced.has(poster)
    introduced.add(poster)
    return article(post, context, first)
  })
  return `<header>${head(thread, posts.length, options)}</header>\n<main>\n${articles.join('\n')}\n</main>`
}

const anchorOf = (post: Post): string => `post-${post.id}`

function head(thread: ThreadDetail, postCount: number, options: ExportOptions): string {
  const rows = headLines(thread, postCount, options).map(({ label, value, link }) => {
    const shown = escapeHtml(value)
    const linked = link === null ? shown : `<a href="${escapeHtml(link)}" rel="noreferrer noopener">${shown}</a>`
    return `<div><dt>${escapeHtml(label)}</dt><dd>${linked}</dd></div>`
  })
  return `<h1>${escapeHtml(thread.title)}</h1>\n<dl>${rows.join('')}</dl>`
}

/** Long posts may break over pages, short ones stay whole: about a third of a page of text, no pictures. */
const longestWhole = 500

function article(post: Post, context: BodyContext, introduce: boolean): string {
  const short = post.text.length <= longestWhole && !post.html.includes('<img')
  const parts = [
    postHeading(post, context.labels),
    introduce ? card(post) : '',
    ...post.notices.map(notice => block('notice', `${context.labels.notice}: ${notice.text || notice.action}`)),
    post.subject === null || post.subject === '' ? '' : `<p class="subject">${escapeHtml(post.subject)}</p>`,
    `<div class="body">${postBody(post.html, context)}</div>`,
    ...post.hidden.filter(part => !post.text.includes(part.text)).map(part => hidden(part.text, context.labels)),
    poll(post, context.labels),
    attachments(post, context),
    ratings(post, context.labels),
    ...post.edits.map(edit => block('edit', edit.text || `${context.labels.edited} ${edit.by ?? ''} ${edit.at ?? ''}`)),
  ]
  const classes = [short ? 'short' : '', post.isStarter ? 'starter' : ''].filter(Boolean).join(' ')
  return `<article id="${anchorOf(post)}"${classes && ` class="${classes}"`}>${parts.join('')}</article>`
}

function postHeading(post: Post, labels: ExportLabels): string {
  const { floor, name, time } = headingParts(post, labels)
  const parts = [
    floor && `<span class="floor">${escapeHtml(floor)}</span>`,
    `<span class="name">${escapeHtml(name)}</span>`,
    time && `<time>${escapeHtml(time)}</time>`,
  ]
  return `<h2>${parts.filter(Boolean).join(' · ')}</h2>`
}

/** The poster's card in one line, once for each poster. */
function card({ card: known }: Post): string {
  if (!known) return ''
  const labelled = known.fields.map(field => `${field.label} ${field.value}`.trim())
  const lines =
    known.rank !== null && !labelled.some(line => line.includes(known.rank!)) ? [known.rank, ...labelled] : labelled
  return lines.length === 0 ? '' : block('card', lines.join(' · '))
}

const block = (kind: string, words: string): string => `<p class="${kind}">${escapeHtml(words.trim())}</p>`
const hidden = (words: string, labels: ExportLabels): string => block('hidden', `${labels.hidden}: ${words}`)

function poll(post: Post, labels: ExportLabels): string {
  if (!post.poll) return ''
  const rows = post.poll.options.map(option => {
    const share = option.percent === null ? '' : `${option.percent}%`
    const votes = option.votes === null ? '' : labels.votes(option.votes)
    return `<tr><td>${escapeHtml(option.text)}</td><td>${escapeHtml(votes)}</td><td>${share}</td></tr>`
  })
  const question = [labels.poll, post.poll.question].filter(Boolean).join(': ')
  return `<table class="poll"><caption>${escapeHtml(question)}</caption><tbody>${rows.join('')}</tbody></table>`
}

/** Attached pictures that the body does not show are shown here; all others by name and size. */
function attachments(post: Post, context: BodyContext): string {
  const pieces = post.attachments.map(({ name, size, asset }) => {
    const shown = asset !== null && !post.html.includes(asset) ? context.picture(asset) : null
    if (shown !== null) return `<img src="${escapeHtml(shown)}" alt="${escapeHtml(name)}">`
    const words = size === null ? name : `${name} (${size})`
    return block('attachment', `${context.labels.attachment}: ${words}`)
  })
  return pieces.join('')
}

function ratings(post: Post, labels: ExportLabels): string {
  const words = post.ratings.map(({ kind, count, by, reason }) =>
    [kind, count, by.join(', '), reason].filter(part => part !== null && part !== '').join(' '),
  )
  return words.length === 0 ? '' : block('ratings', `${labels.ratings}: ${words.join(' · ')}`)
}
