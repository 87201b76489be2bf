import type { Post, ThreadDetail } from '../model/library.ts'
import type { ExportLabels, ExportOptions } from './export-options.ts'
import { headingParts } from './export-options.ts'
import { headLines } from './thread-head.ts'

/** The thread as text alone: a head, then every post under a ruled line with floor, poster and time. */
export function plainText(thread: ThreadDetail, posts: readonly Post[], options: ExportOptions): string {
  const head = headLines(thread, posts.length, options).map(({ label, value }) => `${label}: ${value}`)
  return [[thread.title, ...head].join('\n'), ...posts.map(post => postText(post, options)), ''].join('\n\n')
}

function postText(post: Post, { labels }: ExportOptions): string {
  const { floor, name, time } = headingParts(post, labels)
  const missing = post.missingPictures.map(address => `[${labels.pictureMissing}: ${address}]`)
  const lines = [
    `──── ${[floor, name, time].filter(part => part !== '').join(' · ')}`,
    ...post.notices.map(notice => `[${labels.notice}: ${notice.text || notice.action}]`),
    post.subject ?? '',
    post.text,
    ...missing,
    ...post.hidden.filter(part => !post.text.includes(part.text)).map(part => `[${labels.hidden}: ${part.text}]`),
    ...pollLines(post, labels),
    ...post.attachments.map(
      ({ name: file, size }) => `[${labels.attachment}: ${size === null ? file : `${file} (${size})`}]`,
    ),
    ...post.edits.map(edit => `[${edit.text || labels.edited}]`),
  ]
  return lines.filter(line => line !== '').join('\n')
}

/** A poll as lines: the question, then each choice with its votes. */
export function pollLines(post: Post, labels: ExportLabels): string[] {
  if (!post.poll) return []
  const question = [labels.poll, post.poll.question].filter(Boolean).join(': ')
  const choices = post.poll.options.map(({ text, votes, percent }) => {
    const counted = [votes === null ? '' : labels.votes(votes), percent === null ? '' : `${percent}%`]
    return `- ${[text, ...counted].filter(part => part !== '').join(' · ')}`
  })
  return [question, ...choices]
}
