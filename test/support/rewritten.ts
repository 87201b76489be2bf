/* The same page as other programs would have written it: another charset, another container, made small, translated. */
import { createMultibyteEncoder } from '@exodus/bytes/multi-byte.js'
import { isComment, isDirective } from 'domhandler'
import type { ChildNode, ParentNode } from 'domhandler'
import { isTag, isText, parseHtml } from '../../src/core/text/dom.ts'

/** The page in another charset, its meta saying so, or lying; null where the charset lacks a character of the page. */
export function inCharset(markup: string, charset: 'gbk' | 'big5' | 'utf-8', declared: string): Uint8Array | null {
  const said = markup
    .replace(/<meta[^>]{0,200}charset[^>]{0,100}>/gi, '')
    .replace(/<head[^>]{0,200}>|$/i, head => `${head}<meta charset="${declared}">`)
  if (charset === 'utf-8') return Buffer.from(said)
  try {
    return createMultibyteEncoder(charset)(said)
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return null
    throw error
  }
}

/** The page as the one part of an MHTML file. */
export function asMhtml(bytes: Uint8Array, encoding: 'quoted-printable' | 'base64', url: string): Buffer {
  const body =
    encoding === 'base64'
      ? Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n')
      : quotedPrintable(Buffer.from(bytes))
  return Buffer.from(
    [
      'From: <Saved by Blink>',
      `Snapshot-Content-Location: ${url}`,
      'Subject: =?utf-8?Q?thread?=',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--x----"',
      '',
      '',
      '------MultipartBoundary--x----',
      'Content-Type: text/html',
      'Content-ID: <frame-1@mhtml.blink>',
      `Content-Transfer-Encoding: ${encoding}`,
      `Content-Location: ${url}`,
      '',
      body,
      '------MultipartBoundary--x------',
      '',
    ].join('\r\n'),
    'latin1',
  )
}

function quotedPrintable(bytes: Buffer): string {
  const lines = bytes.toString('latin1').split(/\r?\n/)
  return lines.map(quotedLine).join('\r\n')
}

function quotedLine(line: string): string {
  const out: string[] = []
  let length = 0
  for (const [index, character] of Array.from(line).entries()) {
    const isPlain = /[!-<>-~]/.test(character) || (/[ \t]/.test(character) && index < line.length - 1)
    const piece = isPlain ? character : `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
    if (length + piece.length > 75) {
      out.push('=\r\n')
      length = 0
    }
    out.push(piece)
    length += piece.length
  }
  return out.join('')
}

const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
const blocks = new Set(
  'address article aside blockquote body center dd details div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 head header hr html li link main meta nav ol p pre script section style summary table tbody td tfoot th thead title tr ul'.split(
    ' ',
  ),
)
const rawText = new Set(['script', 'style', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext'])
const keepsSpace = new Set(['pre', 'textarea', ...rawText])

/** The page as a minifier writes it: no white space between blocks, no optional end tags, no needless quotes. */
export function minified(markup: string): string {
  const doctype = /^\s*(?:<!--[^>]{0,1000}-->\s*)?<!doctype[^>]{0,300}>/i.exec(markup)?.[0] ?? ''
  return (
    doctype + /* the mark of the saver is no part of the page */ (savedFrom(markup, doctype) + inner(parseHtml(markup)))
  )
}

const savedFrom = (markup: string, doctype: string): string => {
  const mark = /<!-- saved from [^>]{0,2000}-->/.exec(markup)?.[0] ?? ''
  return doctype.includes(mark) ? '' : mark
}

function inner(parent: ParentNode): string {
  const { children } = parent
  return children.map((node, index) => written(node, children[index - 1], children[index + 1], parent)).join('')
}

function written(
  node: ChildNode,
  before: ChildNode | undefined,
  after: ChildNode | undefined,
  parent: ParentNode,
): string {
  if (isComment(node) || isDirective(node)) return ''
  if (isText(node)) return textOf(node.data, before, after, parent)
  if (!isTag(node)) return 'children' in node ? inner(node) : ''
  const attributes = Object.entries(node.attribs).map(([name, value]) =>
    value === ''
      ? ` ${name}`
      : /^[^\s"'=<>`]+$/.test(value)
        ? ` ${name}=${escaped(value)}`
        : ` ${name}="${escaped(value)}"`,
  )
  const opening = `<${node.name}${attributes.join('')}${/[^\s"']\/$/.test(attributes.at(-1) ?? '') ? ' ' : ''}>`
  if (voids.has(node.name)) return opening
  return opening + inner(node) + (mayStayOpen(node.name, after, parent) ? '' : `</${node.name}>`)
}

function textOf(data: string, before: ChildNode | undefined, after: ChildNode | undefined, parent: ParentNode): string {
  const name = isTag(parent) ? parent.name : ''
  if (rawText.has(name)) return data
  for (let above: ParentNode | null = parent; above; above = above.parent)
    if (isTag(above) && keepsSpace.has(above.name)) return escaped(data)
  const folded = data.replace(/[ \t\r\n]+/g, ' ')
  const isEdge = (node: ChildNode | undefined): boolean =>
    node === undefined ? blocks.has(name) : isTag(node) && blocks.has(node.name)
  return escaped(
    folded.replace(/^ /, space => (isEdge(before) ? '' : space)).replace(/ $/, space => (isEdge(after) ? '' : space)),
  )
}

function mayStayOpen(name: string, after: ChildNode | undefined, parent: ParentNode): boolean {
  const next = after && isTag(after) ? after.name : after === undefined ? '' : '#'
  if (name === 'li' || name === 'tr' || name === 'td' || name === 'th')
    return next === name || next === '' || (next === 'td' && name === 'th') || (next === 'th' && name === 'td')
  if (name === 'dt' || name === 'dd') return next === 'dt' || next === 'dd' || (name === 'dd' && next === '')
  if (name === 'p')
    return (
      ['p', 'div', 'ul', 'ol', 'table', 'blockquote', 'h2', 'h3'].includes(next) ||
      (next === '' && isTag(parent) && ['div', 'td', 'li', 'body'].includes((parent as { name: string }).name))
    )
  return name === 'html' || name === 'body'
}

const escaped = (value: string): string =>
  value.replace(/[&<>"\u00a0]/g, mark => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[mark] ?? '&nbsp;')

/** The page as Google Translate hands it on: every visible text in two <font> elements, marks on the root. */
export function translated(markup: string): string {
  const tag =
    /(<(script|style|title|textarea|noscript|template|code|pre|option)\b[\s\S]*?<\/\2\s*>)|(<!--[\s\S]*?-->)|(<[^<>]*>)/gi
  const font = '<font style="vertical-align: inherit;">'
  let out = ''
  let from = 0
  const wrap = (words: string): string =>
    words.trim() === '' || !isVisible(out)
      ? words
      : words.replace(/^(\s*)([\s\S]*?)(\s*)$/, `$1${font}${font}$2</font></font>$3`)
  for (const match of markup.matchAll(tag)) {
    out += wrap(markup.slice(from, match.index)) + match[0]
    from = match.index + match[0].length
  }
  out += wrap(markup.slice(from))
  return out.replace(/<html\b/i, '<html class="translated-ltr"')
}

/** Words before the body are no text of the page. */
const isVisible = (before: string): boolean => /<body\b/i.test(before)
