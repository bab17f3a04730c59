// Points on a plane, as a source holds them, and what editing by hand makes of them.
import { makeExamples, generators } from '../../../pipeline/synthetic'
import type { Bounds } from '../../charts/plane'
import type { DatasetSource, PointsSource, SyntheticSource, Task } from '../../../shared/dataset'

export type MadeUpSource = SyntheticSource | PointsSource
export const isMadeUp = (source: DatasetSource): source is MadeUpSource =>
  'format' in source && (source.format === 'synthetic' || source.format === 'points')

/** Made-up examples up to so many are shown and may be changed by hand; of more, some are shown. */
export const MOST_EDITABLE = 5000

export interface Plane {
  columns: readonly string[]
  task: Task
  /** [x, y] of a curve; [x, y, class or value] of others. */
  points: readonly (readonly number[])[]
}

/** All the points of a source. @throws NetloomError GENERATOR_PARAM */
export function planeOf(source: MadeUpSource): Plane {
  if (source.format === 'points') return source
  const { columns, label } = makeExamples(source)
  const values = [...Object.values(columns), ...(label ? [label] : [])]
  return {
    columns: [...Object.keys(columns), ...(label ? ['label'] : [])],
    task: generators[source.generator].task,
    points: Array.from({ length: source.n_samples }, (_, i) => values.map((column) => column[i]!))
  }
}

const DIGITS = 6
/** As short as the eye can tell: the project file holds them. */
const rounded = (value: number): number => Number(value.toPrecision(DIGITS))

export const asSource = ({ columns, task, points }: Plane): PointsSource => ({
  format: 'points',
  columns: [...columns],
  task,
  points: points.map((point) => point.map(rounded))
})

/** `third`: class or value, of planes that have one. */
export const withPoint = (plane: Plane, x: number, y: number, third: number): Plane => ({
  ...plane,
  points: [...plane.points, plane.columns.length === 3 ? [x, y, third] : [x, y]]
})
export const withPointAt = (plane: Plane, index: number, change: readonly (number | undefined)[]): Plane => ({
  ...plane,
  points: plane.points.map((point, i) => (i === index ? point.map((value, axis) => change[axis] ?? value) : point))
})
export const withoutPoint = (plane: Plane, index: number): Plane => ({
  ...plane,
  points: plane.points.filter((_, i) => i !== index)
})

/** Class numbers that points have, and one more for a new class. */
export function classesOf({ task, points }: Plane): number[] {
  if (task !== 'classification') return []
  const used = new Set(points.map((point) => point.at(-1)!))
  const most = Math.max(1, ...used)
  return Array.from({ length: most + 2 }, (_, number) => number)
}

const MARGIN = 0.08
function around(values: readonly number[]): [number, number] {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < least) least = value
    if (value > most) most = value
  }
  if (least > most) return [-1, 1]
  const margin = (most - least) * MARGIN || 1
  return [least - margin, most + margin]
}
export const boundsOf = ({ points }: Pick<Plane, 'points'>): Bounds => ({
  x: around(points.map(([x]) => x!)),
  y: around(points.map(([, y]) => y!))
})
