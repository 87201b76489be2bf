/* One file that opens anywhere, for good: pictures inside, nothing fetched, nothing run. */
import type { Post, ThreadDetail } from '../model/library.ts'
import { escapeHtml } from './escape.ts'
import type { ExportOptions } from './export-options.ts'
import { sharedStyle } from './style.ts'
import type { PictureAddress } from './thread-html.ts'
import { threadHtml } from './thread-html.ts'

export interface StandaloneOptions extends ExportOptions {
  /** A kept picture as a data: address, or null where it is gone. */
  readonly pictureData: PictureAddress
}

/** The thread as one HTML file for a browser, in the light or dark its reader prefers. */
export function standaloneHtml(thread: ThreadDetail, posts: readonly Post[], options: StandaloneOptions): string {
  const picture: PictureAddress = asset => {
    const data = options.pictureData(asset)
    return data !== null && /^data:image\/[\w.+-]+;base64,[\w+/=]*$/.test(data) ? data : null
  }
  return `<!doctype html>
<html lang="${escapeHtml(options.locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(thread.title)}</title>
<style>${sharedStyle}${screenStyle}</style>
</head>
<body>
${threadHtml(thread, posts, options, picture)}
</body>
</html>
`
}

const screenStyle = `
:root { color-scheme: light dark; --text: light-dark(#1d1d1b, #dedcd6); --quiet: light-dark(#62605b, #a09d95); --line: light-dark(#dddad3, #3a3935); --tint: light-dark(#f5f3ee, #262522); --accent: light-dark(#8a3b12, #e09a6c) }
html { font: 17px/1.75 system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'PingFang TC', 'Microsoft YaHei', 'Microsoft JhengHei', 'Noto Sans CJK SC', sans-serif; background: light-dark(#fffefb, #191917) }
body { max-width: 46rem; margin-inline: auto; padding: 2.5rem 1.25rem 5rem }
h1 { font-size: 1.9rem }
header { padding-bottom: 1.2em }
article:target { background: var(--tint) }
a { color: var(--accent) }
img { max-height: 90vh }
`
