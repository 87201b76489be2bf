/*
 * Pages that no tree should be built of: nested a hundred thousand deep, or millions of elements. Their text is taken
 * in one pass over the markup; a page of a forum is never like that.
 */
const deepest = 3_000
const mostNodes = 600_000

const tag = /<(?:!--|(\/?)([a-z][a-z\d:-]{0,40})\b[^>]{0,65536}>?)/gi
const voids = new Set('area base br col embed frame hr img input link meta param source track wbr'.split(' '))
/** Their end tags may be left out, so that they tell nothing of depth. */
const loose = new Set('html head body p li dt dd option optgroup thead tbody tfoot rt rp'.split(' '))
const silent = new Set('script style template noframes iframe object textarea select title'.split(' '))
const breaking = new Set(
  'address article aside blockquote br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul'.split(
    ' ',
  ),
)

/** Whether a tree of the markup would take more time and memory than a page may. */
export function isBeyondTrees(markup: string): boolean {
  let depth = 0
  let nodes = 0
  tag.lastIndex = 0
  for (let match = tag.exec(markup); match; match = tag.exec(markup)) {
    const name = match[2]?.toLowerCase()
    if (name === undefined) {
      if (++nodes > mostNodes) return true
      if (!skipTo(markup, '-->')) return false
    } else if (match[1] !== '') depth -= depth > 0 && !voids.has(name) && !loose.has(name) ? 1 : 0
    else {
      if (++nodes > mostNodes) return true
      if (!voids.has(name) && !loose.has(name) && ++depth > deepest) return true
      if ((name === 'script' || name === 'style') && !skipTo(markup, `</${name}`)) return false
    }
  }
  return false
}

/** The title and the words of a page, without a tree: blocks end a line, scripts and styles are left out. */
export function outlineOf(markup: string): { title: string | null; text: string } {
  const parts: string[] = []
  let from = 0
  const title = /<title\b[^>]{0,200}>([^<]{1,2000})/i.exec(markup.slice(0, 200_000))?.[1] ?? null
  tag.lastIndex = 0
  for (let match = tag.exec(markup); match; match = tag.exec(markup)) {
    const name = match[2]?.toLowerCase()
    parts.push(markup.slice(from, match.index))
    if (name !== undefined && breaking.has(name)) parts.push('\n')
    const isOpen = match[1] === ''
    if (name === undefined) skipTo(markup, '-->')
    else if (isOpen && silent.has(name)) skipTo(markup, `</${name}`)
    from = tag.lastIndex
  }
  parts.push(markup.slice(from))
  return { title: title && lettersOf(title).trim(), text: lettersOf(parts.join('')) }
}

/** Goes on after what ends a comment or script, or at the end of the markup; false where nothing ends it. */
function skipTo(markup: string, ending: string): boolean {
  const at = markup.indexOf(ending, tag.lastIndex)
  tag.lastIndex = at < 0 ? markup.length : at + (ending === '-->' ? 3 : 0)
  return at >= 0
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0', apos: "'" }

const lettersOf = (words: string): string =>
  words.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|nbsp|apos));?/gi, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return named[name.toLowerCase()] ?? whole
    const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hex), 16)
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole
  })
