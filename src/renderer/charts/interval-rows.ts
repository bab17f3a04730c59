// What IntervalRows draws.
import type { Range } from './scale'

export interface IntervalRow {
  key: string
  name: string
  detail: string
  /** On the name. */
  hint: string
  dots: readonly { key: string; value: number; colour: string; told: string }[]
  /** NaN where there is none. */
  mean: number
  interval: { low: number; high: number }
  colour: string
  /** The numbers at the right. */
  figure: string
  /** The row in words. */
  told: string
  choosable: boolean
  chosen: boolean
}
type Drawn = Pick<IntervalRow, 'mean' | 'interval'> & { dots: readonly { value: number }[] }

/** An interval of a few values may be so wide that nothing else could be seen: so much room is left for it at most. */
const MOST_ROOM = 1.5

/** All that is drawn, with a little room; intervals are cut where they go far beyond the values. */
export function rangeOfRows(rows: readonly Drawn[], line?: number): Range {
  const values = rows.flatMap(({ dots, mean }) => [...dots.map(({ value }) => value), mean]).filter(Number.isFinite)
  if (line !== undefined) values.push(line)
  const ends = rows.flatMap(({ interval }) => [interval.low, interval.high]).filter(Number.isFinite)
  const [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1]
  const room = (high - low) * MOST_ROOM
  // Where nothing but intervals is told, they are what one looks at.
  const isCut = rows.some(({ dots }) => dots.length > 0)
  const min = Math.min(low, ...ends.map((end) => (isCut ? Math.max(end, low - room) : end)))
  const max = Math.max(high, ...ends.map((end) => (isCut ? Math.min(end, high + room) : end)))
  const margin = (max - min || Math.abs(max) || 1) * 0.04
  return { min: min - margin, max: max + margin }
}

/** As a share of the width, dots nearer than this stand one above the other. */
const NEAR = 0.014
const LANES = [0, -1, 1, -2, 2]

/** For each dot how far from the middle it stands, in lanes: so that none hides another, as far as there is room. */
export function beside(dots: readonly { value: number }[], range: Range): number[] {
  const lanes = dots.map(() => 0)
  const order = dots.map((_, i) => i).sort((a, b) => dots[a]!.value - dots[b]!.value)
  const last = LANES.map(() => -Infinity)
  for (const i of order) {
    const at = (dots[i]!.value - range.min) / (range.max - range.min)
    const free = last.findIndex((before) => at - before >= NEAR)
    const lane = free === -1 ? 0 : free
    lanes[i] = LANES[lane]!
    last[lane] = at
  }
  return lanes
}
