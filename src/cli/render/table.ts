import { fit, oneLine, widthOf } from './width.ts'

export interface Column {
  readonly head: string
  readonly align?: 'right'
  /** Gives way first when the terminal is narrow; at most one column. */
  readonly flexible?: boolean
}

/** Rows set in columns, for text with wide characters in it, not wider than the terminal. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], terminalWidth: number): string {
  const cells = rows.map(row => row.map(oneLine))
  const widths = columns.map((column, index) =>
    Math.max(widthOf(column.head), ...cells.map(row => widthOf(row[index] ?? ''))),
  )
  const flexible = columns.findIndex(column => column.flexible)
  const gaps = 2 * (columns.length - 1)
  const excess = widths.reduce((sum, width) => sum + width, gaps) - terminalWidth
  if (flexible >= 0 && excess > 0) widths[flexible] = Math.max(12, widths[flexible]! - excess)
  const line = (row: readonly string[]): string =>
    columns
      .map((column, index) => {
        const text = row[index] ?? ''
        const width = widths[index]!
        return column.align === 'right' ? ' '.repeat(Math.max(0, width - widthOf(text))) + text : fit(text, width)
      })
      .join('  ')
      .trimEnd()
  return [line(columns.map(column => column.head)), ...cells.map(line)].join('\n')
}
