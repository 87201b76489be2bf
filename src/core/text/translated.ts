/* What a translating proxy adds to a page: it puts every visible text into two <font> elements of its own. */
const font = String.raw`<font(?:\s+(?:style\s?=\s?"vertical-align:\s?inherit;?"|dir\s?=\s?"auto"|class\s?=\s?"")){0,3}\s{0,3}>`
const wrapped = new RegExp(`${font}([^<]*)</font>`, 'gi')

/** The markup without a translator's elements; their words stay where they are. Any other page is answered as it is. */
export function withoutTranslation(markup: string): string {
  if (!/<font\b[^<>]{0,80}><font\b/i.test(markup)) return markup
  // From inside out: the outer element may hold several inner ones, one a sentence.
  return markup.replace(wrapped, '$1').replace(wrapped, '$1')
}
