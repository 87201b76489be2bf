/*
 * A post's kept HTML as Markdown. What Markdown has no form for becomes its text; no HTML is ever written, and no link
 * but web and mail ones, so that the file is inert in any viewer.
 */
import type { AnyNode, Element } from '../text/dom.ts'
import { isTag, isText, parseHtml, select, walk } from '../text/dom.ts'
import type { ExportLabels } from './export-options.ts'
import { webLink } from './thread-head.ts'

interface Frame {
  readonly element: Element | null
  /** Finished blocks, then the inline run that is being written. */
  readonly blocks: string[]
  inline: string
  item: number
}

const wrapped = new Map([
  ['b', '**'],
  ['strong', '**'],
  ['i', '*'],
  ['em', '*'],
  ['del', '~~'],
  ['s', '~~'],
  ['strike', '~~'],
])
const containers = new Set(
  'address article aside blockquote caption dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
/** Their blocks are lines of one list or table. */
const tight = new Set(['ul', 'ol', 'table', 'tbody', 'thead', 'tfoot'])
const dropped = new Set(
  'script style template title textarea select option button iframe object embed svg math'.split(' '),
)

/** The body as Markdown blocks. */
export function htmlToMarkdown(html: string, labels: ExportLabels): string {
  const body = select(parseHtml(html), 'body')
  if (!body) return ''
  const stack: Frame[] = [newFrame(null)]
  const top = (): Frame => stack.at(-1)!
  walk(
    body,
    node => {
      if (isText(node)) {
        top().inline += within(stack, 'pre') ? node.data : escapeMarkdown(node.data.replace(/\s+/g, ' '))
        return false
      }
      if (!isTag(node) || dropped.has(node.name) || leaf(node, stack, labels)) return false
      if (containers.has(node.name)) endInline(top())
      stack.push(newFrame(node))
      return undefined
    },
    () => {
      const frame = stack.pop()!
      close(frame, top(), labels)
    },
  )
  return blocksOf(top()).join('\n\n')
}

/** Writes an element that is entered no further; false for any other. */
function leaf(element: Element, stack: readonly Frame[], labels: ExportLabels): boolean {
  const frame = stack.at(-1)!
  if (element.name === 'br') frame.inline += within(stack, 'pre') ? '\n' : '\\\n'
  else if (element.name === 'hr') addBlock(frame, '---')
  else if (element.name === 'img') frame.inline += pictureWords(labels.picture, element.attribs['alt'])
  else if (element.attribs['class'] === 'picture-missing')
    frame.inline += pictureWords(labels.pictureMissing, element.attribs['data-address'])
  else return false
  return true
}

const newFrame = (element: Element | null): Frame => ({ element, blocks: [], inline: '', item: 0 })
const within = (stack: readonly Frame[], name: string): boolean => stack.some(frame => frame.element?.name === name)

function pictureWords(label: string, detail: string | undefined): string {
  return escapeMarkdown(`[${[label, detail].filter(word => word !== undefined && word.trim() !== '').join(': ')}]`)
}

function endInline(frame: Frame): void {
  const run = frame.inline.replace(/^(?:\s|\\\n)+|(?:\s|\\\n)+$/g, '').replace(/ *\n */g, '\n')
  if (run !== '') frame.blocks.push(run)
  frame.inline = ''
}

function addBlock(frame: Frame, words: string): void {
  endInline(frame)
  if (words !== '') frame.blocks.push(words)
}

function blocksOf(frame: Frame): string[] {
  endInline(frame)
  return frame.blocks
}

/** Writes a finished element into the one around it. */
function close(frame: Frame, parent: Frame, labels: ExportLabels): void {
  const element = frame.element!
  const { name } = element
  if (!containers.has(name)) {
    parent.inline += frame.blocks.length === 0 ? inlineOf(element, frame.inline) : blocksOf(frame).join('\n')
    return
  }
  if (name === 'pre') {
    addBlock(parent, fenced(frame.inline))
    return
  }
  const blocks = blocksOf(frame)
  const joined = blocks.join(tight.has(name) ? '\n' : '\n\n')
  if (name === 'blockquote') addBlock(parent, quoted(attribution(element, labels) + joined))
  else if (name === 'li') addBlock(parent, listItem(parent, joined))
  else if (name === 'tr') addBlock(parent, `| ${cells(element)} |`)
  else if (name === 'table') addBlock(parent, joined.replace(/^\|.*$/m, headingRule))
  else addBlock(parent, /^h\d$/.test(name) && joined !== '' ? `**${joined}**` : joined)
}

function inlineOf(element: Element, words: string): string {
  const mark = wrapped.get(element.name)
  const core = words.trim()
  if (core === '') return words
  const [before = '', after = ''] = [/^\s*/.exec(words)?.[0], /\s*$/.exec(words)?.[0]]
  if (mark) return `${before}${mark}${core}${mark}${after}`
  if (element.name === 'code') return `${before}${core}${after}`
  const link = element.name === 'a' ? webLink(element.attribs['href']) : null
  return link === null ? words : `${before}[${core}](<${link.replace(/[<>\s\\]/g, encodeURIComponent)}>)${after}`
}

function attribution(quote: Element, labels: ExportLabels): string {
  const author = quote.attribs['data-author']
  return author ? `**${escapeMarkdown(labels.quoteOf(author))}**\n\n` : ''
}

const quoted = (words: string): string => words.replace(/^/gm, '> ').replace(/^> $/gm, '>')

function listItem(list: Frame, words: string): string {
  const sign = list.element?.name === 'ol' ? `${++list.item}.` : '-'
  return `${sign} ${words.replaceAll('\n', '\n' + ' '.repeat(sign.length + 1))}`
}

function cells(row: Element): string {
  return row.children
    .filter(isTag)
    .map(cell => escapeMarkdown(textOf(cell)))
    .join(' | ')
}

/** Markdown knows a table by the rule under its first row. */
const headingRule = (row: string): string => `${row}\n${row.replace(/(?:\\.|[^|\\])+/g, ' --- ')}`

function textOf(node: AnyNode): string {
  const parts: string[] = []
  walk(node, child => {
    if (isText(child)) parts.push(child.data)
    return undefined
  })
  return parts.join('').replace(/\s+/g, ' ').trim()
}

/** A fence longer than any in the code. */
function fenced(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(run => run[0].length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${code.replace(/^\n+|\s+$/g, '')}\n${fence}`
}

/** Text with every sign that Markdown or HTML would read as markup made plain. */
export function escapeMarkdown(words: string): string {
  return words
    .replace(/[\\`*_[\]<>|~#]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/^(\s*)([-+=])/gm, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])/gm, '$1\\$2')
}
