// Points of a scatter by what colours them.
import type { ColumnType, ColumnValues } from '../../../shared/columns'
import type { ScatterGroup } from '../../charts/ScatterPlot.vue'
import { cellText } from '../table/cells'

export interface Scattered {
  x: Float64Array
  y: Float64Array
  colour: ColumnValues | null
}

/** As many as differ in colour and form for certain; the rest together is "other". */
const MOST_GROUPS = 6
/** Steps of a scale from low to high. */
const STEPS = 6
const RAMP_LIGHT = ['#b7d4ea', '#8fb8d8', '#6f97c4', '#5674ab', '#43508e', '#2d2a66']
const RAMP_DARK = ['#35507a', '#3f6f9f', '#4d90bd', '#6fb1cf', '#a2d0dc', '#e2f0e4']

/** Up to so many different whole numbers are groups; more are a quantity. */
const FEW_VALUES = 8

/** @param other what the values beyond the most frequent are called */
export function groupsOf(
  { x, y, colour }: Scattered,
  type: ColumnType | null,
  dark: boolean,
  other: string,
  text: (value: number) => string
): ScatterGroup[] {
  const at = [...x.keys()].filter((row) => Number.isFinite(x[row]) && Number.isFinite(y[row]))
  const pointsOf = (rows: readonly number[]): Float64Array =>
    Float64Array.from(rows.flatMap((row) => [x[row]!, y[row]!]))
  if (!colour || !type) return [{ name: null, colour: '--nl-accent', points: pointsOf(at) }]
  const names = at.map((row) => cellText(colour, row, type))
  const counts = new Map<string | null, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  if ((type === 'number' || type === 'time' || type === 'integer') && counts.size > FEW_VALUES) {
    return scaleOf(at, colour, dark ? RAMP_DARK : RAMP_LIGHT, pointsOf, text)
  }
  const frequent = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, counts.size > MOST_GROUPS ? MOST_GROUPS - 1 : MOST_GROUPS)
    .map(([name]) => name)
    .sort((a, b) => (a ?? '').localeCompare(b ?? '', undefined, { numeric: true }))
  const groups = frequent.map((name, i): ScatterGroup => {
    const rows = at.filter((_, k) => names[k] === name)
    return { name: name ?? '–', colour: `--nl-run-${i}`, points: pointsOf(rows) }
  })
  if (counts.size <= MOST_GROUPS) return groups
  const rest = at.filter((_, k) => !frequent.includes(names[k]!))
  return [...groups, { name: other, colour: '--nl-group-reshaping', points: pointsOf(rest) }]
}

/** Equal shares of the points from the lowest to the highest value. */
function scaleOf(
  at: readonly number[],
  colour: ColumnValues,
  ramp: readonly string[],
  pointsOf: (rows: readonly number[]) => Float64Array,
  text: (value: number) => string
): ScatterGroup[] {
  if (colour.kind !== 'numbers') return []
  const known = at.filter((row) => colour.missing?.[row] !== 1 && Number.isFinite(colour.data[row]))
  const rows = known.sort((a, b) => colour.data[a]! - colour.data[b]!)
  return ramp.flatMap((shade, step) => {
    const part = rows.slice(Math.floor((step * rows.length) / STEPS), Math.floor(((step + 1) * rows.length) / STEPS))
    if (part.length === 0) return []
    const name = `${text(colour.data[part[0]!]!)} – ${text(colour.data[part.at(-1)!]!)}`
    return [{ name, colour: shade, points: pointsOf(part) }]
  })
}
