const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML, fit for content and for quoted attributes. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, mark => entities[mark]!)
}

/** Text as a quoted CSS string: all but letters, digits and spaces as code points, so that nothing can end it. */
export function cssString(value: string): string {
  const safe = value.replace(/[^\p{L}\p{N} ]/gu, mark => `\\${mark.codePointAt(0)!.toString(16)} `)
  return `"${safe}"`
}
