// The loss all over a piece of the plane of w and b, and the levels that its contours stand at.
import type { Bounds } from '../../../charts/plane'
import { leastSquares } from './best-line'
import type { RunPath } from './run-path'
import { lossAt, type Place, type Problem } from './problem'

export interface Grid {
  width: number
  height: number
  /** Row by row, from the top: the greatest b first. */
  values: Float64Array
}

/** The loss in the middle of each of width x height pixels. */
export function gridOf(problem: Problem, { x, y }: Bounds, width: number, height: number): Grid {
  const values = new Float64Array(width * height)
  for (let row = 0; row < height; row++) {
    const b = y[1] - ((row + 0.5) / height) * (y[1] - y[0])
    for (let column = 0; column < width; column++) {
      const w = x[0] + ((column + 0.5) / width) * (x[1] - x[0])
      values[row * width + column] = lossAt(problem, { w, b })
    }
  }
  return { width, height, values }
}

/** The lowest place of a grid. */
export function lowestOf({ values, width, height }: Grid, { x, y }: Bounds): Place {
  let at = 0
  values.forEach((value, i) => {
    if (value < values[at]!) at = i
  })
  return {
    w: x[0] + (((at % width) + 0.5) / width) * (x[1] - x[0]),
    b: y[1] - ((Math.floor(at / width) + 0.5) / height) * (y[1] - y[0])
  }
}

const SAMPLES = 4000
/** Rising; closer together where it is low, so that valleys show. */
export function levelsOf({ values }: Grid, count: number): number[] {
  const every = Math.max(1, Math.floor(values.length / SAMPLES))
  const sample = Float64Array.from({ length: Math.floor(values.length / every) }, (_, i) => values[i * every]!).sort()
  const levels = Array.from({ length: count }, (_, i) => {
    const share = ((i + 1) / (count + 1)) ** 2
    return sample[Math.floor(share * (sample.length - 1))]!
  })
  return [...new Set(levels)]
}
/** How many levels lie below a value. */
export function bandOf(levels: readonly number[], value: number): number {
  let band = 0
  while (band < levels.length && value > levels[band]!) band++
  return band
}

/** Half the width of what is shown where nothing has been trained yet. */
const REACH = { w: 2.6, b: 3 }
/** Valleys of a tanh lie around the middle. */
const TANH = { w: [-4, 4], b: [-3, 6] } as const
const MARGIN = 0.12
/** A path farther away than so many times what is shown otherwise is left out of the reckoning: it diverges. */
const FAR = 1.5

/** Where valley, starts and ends of all paths are, with some room; what diverges goes out of it. */
export function boundsOf(problem: Problem, paths: readonly RunPath[]): Bounds {
  const middle = leastSquares(problem.points)
  const isLine = problem.activation === 'linear'
  const box = isLine
    ? { w: [middle.w - REACH.w, middle.w + REACH.w], b: [middle.b - REACH.b, middle.b + REACH.b] }
    : { w: [...TANH.w], b: [...TANH.b] }
  const span = { w: box.w[1]! - box.w[0]!, b: box.b[1]! - box.b[0]! }
  const near = (place: Place): boolean =>
    (['w', 'b'] as const).every(
      (axis) => place[axis] > box[axis][0]! - FAR * span[axis] && place[axis] < box[axis][1]! + FAR * span[axis]
    )
  const held = paths.flatMap(({ places }) => [places[0]!, places.at(-1)!]).filter(near)
  const side = (axis: 'w' | 'b'): readonly [number, number] => {
    const values = held.map((place) => place[axis])
    const room = MARGIN * span[axis]
    return [
      Math.min(box[axis][0]!, ...values.map((value) => value - room)),
      Math.max(box[axis][1]!, ...values.map((value) => value + room))
    ]
  }
  return { x: side('w'), y: side('b') }
}

/** The first epoch after which a path is outside; null where it stays. */
export function leftAt({ places }: Pick<RunPath, 'places'>, { x, y }: Bounds): number | null {
  const at = places.findIndex(({ w, b }) => !(w >= x[0] && w <= x[1] && b >= y[0] && b <= y[1]))
  return at < 0 ? null : at
}
