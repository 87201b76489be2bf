/* How wide text stands in a terminal, and text made safe for one. */

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u
const invisible = /^[\p{Mn}\p{Me}\p{Cf}]+$/u
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Columns that text takes; Chinese characters and emoji take two. */
export function widthOf(text: string): number {
  let columns = 0
  for (const { segment } of graphemes.segment(text)) columns += columnsOf(segment)
  return columns
}

const columnsOf = (grapheme: string): number => (wide.test(grapheme) ? 2 : invisible.test(grapheme) ? 0 : 1)

/** Text filled up with spaces to a number of columns, or cut with an ellipsis. */
export function fit(text: string, columns: number): string {
  const width = widthOf(text)
  if (width <= columns) return text + ' '.repeat(columns - width)
  let kept = ''
  let used = 0
  for (const { segment } of graphemes.segment(text)) {
    if (used + columnsOf(segment) > columns - 1) break
    kept += segment
    used += columnsOf(segment)
  }
  return kept + '…' + ' '.repeat(columns - 1 - used)
}

/** Text of a saved page without what could steer a terminal; line ends and tabs stay. */
export function harmless(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
}

/** The same on one line. */
export const oneLine = (text: string): string => harmless(text.replace(/\s+/g, ' ')).trim()
