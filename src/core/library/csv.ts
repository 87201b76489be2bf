/* Tables for spreadsheets. */

/** What spreadsheets take for a formula is text here: names and titles are other people's. */
const formula = /^[=+\-@\t\r]/

const cell = (value: string | number | null): string => {
  const text = String(value ?? '')
  const inert = typeof value === 'string' && formula.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** Rows as spreadsheets take them; the mark at the head tells them that it is UTF-8. */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
  return `\uFEFF${rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')}`
}
