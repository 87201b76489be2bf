/*
 * Pages that a program wrote out as XML (lxml, tidy): <div/>, <i/>, <iframe/>. A browser reads those as openings, and an
 * <iframe/> swallows the rest of the page. The signature is what no person's page has: every empty element is closed in
 * its own tag, not one stands as <td></td>, and no <br> is left open.
 */
const voids = new Set('area base br col embed frame hr img input link meta param source track wbr'.split(' '))
const raw = new Set(['script', 'style'])

interface Tag {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly isClosed: boolean
}

/** Every opening tag outside comments, scripts and styles; XML escapes < and > in attributes, so a tag ends at its >. */
function* tags(source: string): Generator<Tag> {
  const opening = /<(?:!--|([a-zA-Z][\w:-]{0,60})([^<>]*)>)/g
  for (let match = opening.exec(source); match; match = opening.exec(source)) {
    const [, written, attributes] = match
    const end = opening.lastIndex
    if (written === undefined) {
      const close = source.indexOf('-->', end)
      if (close < 0) return
      opening.lastIndex = close + 3
      continue
    }
    const name = written.toLowerCase()
    const isClosed = attributes!.endsWith('/')
    yield { name, start: match.index, end, isClosed }
    if (!raw.has(name) || isClosed) continue
    const close = source.indexOf(`</${written}`, end)
    if (close < 0) return
    opening.lastIndex = close
  }
}

/** Whether the page was written out as XML and holds empty elements that HTML would read as openings. */
export function isXmlSerialised(source: string): boolean {
  let [empty, closedVoids] = [0, 0]
  for (const { name, end, isClosed } of tags(source)) {
    if (voids.has(name)) {
      if (!isClosed) return false
      closedVoids++
    } else if (isClosed) empty++
    else if (source.startsWith(`</${name}>`, end)) return false
  }
  return empty > 0 && closedVoids > 2
}

/** The page as HTML: empty elements closed by an end tag of their own. Any other page is answered as it is. */
export function repairXmlSerialised(source: string): string {
  if (!isXmlSerialised(source)) return source
  const parts: string[] = []
  let from = 0
  for (const { name, end, isClosed } of tags(source)) {
    if (!isClosed || voids.has(name)) continue
    parts.push(source.slice(from, end - 2).trimEnd(), `></${name}>`)
    from = end
  }
  parts.push(source.slice(from))
  // What was a carriage return at the end of a line.
  return parts.join('').replaceAll('&#13;', '')
}
