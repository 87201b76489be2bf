/* Raw markup may reach the page in one component only, RichPost.svelte, behind its two locks. This proves it. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..')
const allowed = 'RichPost.svelte'
const doors =
  /\{@html\b|\.\s*(?:innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|srcdoc)\b|\bsrcdoc=|\bdocument\.write/

const found = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter(name => /\.(?:ts|svelte|js|html)$/.test(name) && !name.startsWith(path.join('messages', 'generated')))
  .filter(name => path.basename(name) !== allowed)
  .flatMap(name =>
    readFileSync(path.join(root, 'src', name), 'utf8')
      .split('\n')
      .flatMap((line, index) => (doors.test(line) ? [`src/${name}:${index + 1}: ${line.trim()}`] : [])),
  )
for (const place of found) console.error(`raw markup outside ${allowed}: ${place}`)
process.exitCode = found.length > 0 ? 1 : 0
