/** Copied text as HTML: an empty line parts paragraphs, other line ends are <br>. */
export function textToHtml(text: string): string {
  const escaped = text.replace(/[&<>]/g, mark => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[mark]!)
  return escaped
    .split(/\n\s*\n/)
    .map(paragraph => paragraph.trim())
    .filter(paragraph => paragraph !== '')
    .map(
      paragraph =>
        `<p>${paragraph
          .split('\n')
          .map(line => line.trim())
          .join('<br>')}</p>`,
    )
    .join('')
}
