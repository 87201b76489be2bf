/*
 * The document that a PdfPrinter makes a PDF of. Always a light paper, whatever the reader's theme. Fonts are ours
 * (`fonts/…`, resources/fonts), so that Chinese is complete on a machine without any; the system's are named after
 * them for emoji, Hangul and the rare characters beyond Noto Sans SC.
 */
import type { Post, ThreadDetail } from '../model/library.ts'
import { cssString, escapeHtml } from './escape.ts'
import type { ExportOptions } from './export-options.ts'
import { sharedStyle } from './style.ts'
import { threadHtml } from './thread-html.ts'

/** A whole print document: A4, running title, page numbers, one outline entry (h2) a post, no script, no network. */
export function printHtml(thread: ThreadDetail, posts: readonly Post[], options: ExportOptions): string {
  const running = [thread.title, thread.board ?? thread.forum].filter(part => part !== null).join(' · ')
  const content = threadHtml(thread, posts, options, asset => (keptPicture.test(asset) ? asset : null))
  return `<!doctype html>
<html lang="${escapeHtml(options.locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self'; font-src 'self'; style-src 'unsafe-inline'">
<title>${escapeHtml(thread.title)}</title>
<style>${fontFaces}${sharedStyle}${paperStyle(shortened(running))}</style>
</head>
<body>
${content}
</body>
</html>
`
}

const keptPicture = /^assets\/[0-9a-f]{64}$/

const shortened = (words: string): string => {
  const folded = words.replace(/\s+/g, ' ')
  const tooLong = /^(.{59}).{2}/su.exec(folded)
  return tooLong ? `${tooLong[1]!}…` : folded
}

const families = `'Noto Sans SC Print', 'Noto Sans SC Rare', 'Noto Sans CJK SC', 'Noto Sans CJK TC', 'Noto Sans CJK KR', 'PingFang SC', 'PingFang TC', 'Hiragino Sans', 'Apple SD Gothic Neo', 'Microsoft YaHei', 'Microsoft JhengHei', 'Malgun Gothic', 'SimSun-ExtB', 'MingLiU-ExtB', 'HanaMinB', 'Noto Color Emoji', 'Apple Color Emoji', 'Segoe UI Emoji', sans-serif`

// 'Rare' is Regular under a second name: a character that Bold lacks is set in it, emboldened.
const fontFaces = `
@font-face { font-family: 'Noto Sans SC Print'; font-weight: 400; src: url(fonts/noto-sans-sc-regular.woff2) format('woff2') }
@font-face { font-family: 'Noto Sans SC Print'; font-weight: 700; src: url(fonts/noto-sans-sc-bold.woff2) format('woff2') }
@font-face { font-family: 'Noto Sans SC Rare'; src: url(fonts/noto-sans-sc-regular.woff2) format('woff2') }
`

const paperStyle = (running: string): string => `
@page {
  size: A4;
  margin: 21mm 19mm 22mm;
  @top-left { content: ${cssString(running)}; font: 8.5pt ${families}; color: #767676; padding-top: 4mm }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8.5pt ${families}; color: #767676; padding-bottom: 4mm }
}
@page :first { @top-left { content: none } }
:root { color-scheme: only light; --text: #1b1b1b; --quiet: #626262; --line: #d9d9d9; --tint: #f5f5f3; --accent: #8a3b12 }
html { font: 10.5pt/1.7 ${families}; background: #fff; -webkit-print-color-adjust: exact; print-color-adjust: exact }
h1 { font-size: 21pt }
header { padding-block: 6mm 7mm }
article { break-inside: auto }
article.short, p.notice, p.hidden, p.edit, p.attachment, table.poll, tr, dl > div { break-inside: avoid }
h1, h2, p.card, p.subject, .heading, p.quoted { break-after: avoid }
p, li, blockquote, .body { orphans: 2; widows: 2 }
img { max-height: 225mm; break-inside: avoid }
a { color: inherit; text-decoration-color: var(--line) }
`
