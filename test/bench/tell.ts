/* How a bench says what it measured: one line a thing, and whether a goal was met. */

export const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** A number as wide as its column. */
export const number = (value: number, width = 9): string => value.toFixed(value < 100 ? 2 : 0).padStart(width)

/** Says whether a value keeps within what it may be at most, or reaches what it must be at least. */
export function goal(what: string, value: number, unit: string, bound: number, kind: 'most' | 'least'): void {
  const isMet = kind === 'most' ? value <= bound : value >= bound
  say(`  ${isMet ? 'goal met' : 'GOAL MISSED'}: ${what} ${number(value, 0)} ${unit} (at ${kind} ${bound})`)
}
