/*
 * Jammer codes (内容干扰码): for each line break 5 to 15 units of a character of 32–59, a space and one of 63–126, hidden
 * on the page but not in a copy of its text. No unit can hold `<`, so that in markup the hidden elements are safe to drop.
 */
import type { RemovedPiece } from '../../model/reading.ts'
import type { Element } from '../../text/dom.ts'
import { attribute, selectAll, text } from '../../text/dom.ts'

const unit = String.raw`[ -;] [?-~]`
const wholeLine = new RegExp(`^(?:${unit}){5,16}$`)
const lineEnd = new RegExp(`(?:${unit}){5,16}$`)
const lineStart = new RegExp(`^(?:${unit}){5,16}`)
/** A unit whose first character was a space, after a copy folded the two spaces to one. */
const folded = /^(?:(?:[!-;] | )[?-~]){5,16}$/
/** Discuz! ≤ 7.x sets the two characters without a space, and control characters among them. */
// eslint-disable-next-line no-control-regex
const oldForm = /^(?:[\u0000-;][?-~]){5,16}$/

/** Whether a text is one jammer code and nothing else. */
function isJammer(value: string): boolean {
  const line = value.replaceAll('\u00a0', ' ').replace(/[\r\n]/g, '')
  return wholeLine.test(line) || wholeLine.test(` ${line}`) || isFolded(line.trim())
}

function isFolded(line: string): boolean {
  if (!folded.test(line) && !folded.test(` ${line}`)) return false
  return (line.match(/[!-;] [?-~]/g)?.length ?? 0) >= 4
}

/** Takes the hidden codes out of a body, into `removed`. */
export function removeJammer(body: Element, removed: RemovedPiece[]): void {
  for (const element of selectAll(body, '.jammer, span[style], font[style]')) {
    const style = attribute(element, 'style') ?? ''
    const jammer = attribute(element, 'class') === 'jammer'
    const invisible = /font-size\s*:\s*0(?![.\d])/i.test(style)
    const hidden = /display\s*:\s*none/i.test(style) && (element.children.length === 0 || isHiddenCode(text(element)))
    if (!jammer && !invisible && !hidden) continue
    const code = text(element)
    if (code !== '') removed.push({ kind: 'noise', text: code })
    element.children = []
    element.attribs = { style: 'display:none' }
  }
}

const isHiddenCode = (code: string): boolean => isJammer(code) || oldForm.test(code)

export interface CleanedLines {
  readonly lines: readonly string[]
  readonly removed: readonly string[]
}

/** The lines of copied text without codes: whole lines of them, and codes before or after a line's words. */
export function cleanJammerLines(lines: readonly string[]): CleanedLines {
  const removed: string[] = []
  const takeOut = (code: string): string => {
    removed.push(code)
    return ''
  }
  const cleaned = lines.map(line => {
    const plain = line.replaceAll('\u00a0', ' ')
    if (isJammer(plain) || isJammer(plain.trimEnd())) return takeOut(plain.trim())
    return plain.replace(lineEnd, takeOut).replace(lineStart, takeOut)
  })
  return removed.length > 0 ? { lines: cleaned, removed } : { lines, removed }
}
