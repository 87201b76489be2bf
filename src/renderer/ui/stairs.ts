/* A number over time as a staircase: it stays on one step until a save shows another value. */

export interface StairPoint {
  readonly savedAt: string
  readonly value: number
}

export interface Landing extends StairPoint {
  readonly x: number
  readonly y: number
}

export interface Stairs {
  readonly landings: readonly Landing[]
  /** Path of the steps, and of what is below them. */
  readonly line: string
  readonly area: string
}

/** The staircase of some points within a box; what never changes is one level step at half its height. */
export function stairsOf(points: readonly StairPoint[], width: number, height: number, margin: number): Stairs {
  const times = points.map(point => Date.parse(point.savedAt))
  const values = points.map(point => point.value)
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const across = (time: number): number =>
    last === first ? width / 2 : margin + ((time - first) / (last - first)) * (width - 2 * margin)
  const up = (value: number): number =>
    high === low ? height / 2 : height - margin - ((value - low) / (high - low)) * (height - 2 * margin)
  const landings = points.map((point, index) => ({
    ...point,
    x: round(across(times[index]!)),
    y: round(up(point.value)),
  }))
  const start = landings[0]
  if (!start) return { landings, line: '', area: '' }
  const steps = landings.slice(1).map(({ x, y }) => `H${x}V${y}`)
  const line = `M${start.x} ${start.y}${steps.join('')}`
  return { landings, line, area: `${line}V${height}H${start.x}Z` }
}

const round = (number: number): number => Math.round(number * 10) / 10
