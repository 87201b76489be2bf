import type { Post, ThreadDetail } from '../model/library.ts'
import type { ExportOptions } from './export-options.ts'
import { headingParts } from './export-options.ts'
import { escapeMarkdown, htmlToMarkdown } from './html-to-markdown.ts'
import { pollLines } from './plain-text.ts'
import { headLines } from './thread-head.ts'

/** The thread as Markdown: a title, a list of what is known of it, and a heading a post. */
export function markdown(thread: ThreadDetail, posts: readonly Post[], options: ExportOptions): string {
  const head = headLines(thread, posts.length, options).map(({ label, value, link }) =>
    link === null
      ? `- ${label}: ${escapeMarkdown(value)}`
      : `- ${label}: <${link.replace(/[<>\s]/g, encodeURIComponent)}>`,
  )
  const blocks = [`# ${oneLine(thread.title)}`, head.join('\n'), ...posts.map(post => postMarkdown(post, options))]
  return blocks.join('\n\n') + '\n'
}

const oneLine = (words: string): string => escapeMarkdown(words.replace(/\s+/g, ' '))

function postMarkdown(post: Post, { labels }: ExportOptions): string {
  const { floor, name, time } = headingParts(post, labels)
  const aside = (label: string, words: string): string =>
    `*${escapeMarkdown(`${label}: ${words.replace(/\s+/g, ' ').trim()}`)}*`
  const blocks = [
    `## ${oneLine([floor, name, time].filter(part => part !== '').join(' · '))}`,
    ...post.notices.map(notice => aside(labels.notice, notice.text || notice.action)),
    post.subject === null || post.subject === '' ? '' : `**${oneLine(post.subject)}**`,
    htmlToMarkdown(post.html, labels),
    ...post.hidden.filter(part => !post.text.includes(part.text)).map(part => aside(labels.hidden, part.text)),
    pollLines(post, labels)
      .map((line, index) => (index === 0 ? escapeMarkdown(line) + '\n' : `- ${escapeMarkdown(line.slice(2))}`))
      .join('\n'),
    ...post.attachments.map(({ name: file, size }) =>
      aside(labels.attachment, size === null ? file : `${file} (${size})`),
    ),
    ...post.edits.map(edit => aside(labels.edited, edit.text)),
  ]
  return blocks.filter(block => block !== '').join('\n\n')
}
