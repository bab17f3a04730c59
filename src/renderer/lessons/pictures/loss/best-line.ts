// The line whose loss is least, for each loss. Closed form for squares; for the others the same with weights, again and again.
import { lossOfResidual, residuals, type LossName, type Measure, type Place, type Point } from './problem'

/** Weighted least squares. Where all x are the same, the level line. */
export function leastSquares(points: readonly Point[], weights?: readonly number[]): Place {
  const of = (value: (point: Point) => number): number =>
    points.reduce((sum, point, i) => sum + (weights?.[i] ?? 1) * value(point), 0)
  const all = of(() => 1)
  const [x, y] = [of((point) => point[0]) / all, of((point) => point[1]) / all]
  const spread = of((point) => (point[0] - x) ** 2)
  const w = spread > 1e-12 ? of((point) => (point[0] - x) * (point[1] - y)) / spread : 0
  return { w, b: y - w * x }
}

const sumOf = (points: readonly Point[], measure: Measure, place: Place): number =>
  residuals({ activation: 'linear', points }, place).reduce((sum, r) => sum + lossOfResidual(r, measure), 0)

/** A line of least absolute error goes through two of the points: the best of all such. */
function leastAbsolute(points: readonly Point[], measure: Measure): Place {
  let best = leastSquares(points)
  let least = sumOf(points, measure, best)
  points.forEach(([x0, y0], i) =>
    points.slice(i + 1).forEach(([x1, y1]) => {
      if (x0 === x1) return
      const w = (y1 - y0) / (x1 - x0)
      const line = { w, b: y0 - w * x0 }
      const sum = sumOf(points, measure, line)
      if (sum < least - 1e-12) [best, least] = [line, sum]
    })
  )
  return best
}

const ROUNDS = 200
function leastHuber(points: readonly Point[], { delta }: Measure): Place {
  let line = leastSquares(points)
  for (let round = 0; round < ROUNDS; round++) {
    const weights = residuals({ activation: 'linear', points }, line).map((r) => Math.min(1, delta / Math.abs(r)))
    line = leastSquares(points, weights)
  }
  return line
}

const WAYS: Record<LossName, (points: readonly Point[], measure: Measure) => Place> = {
  mean_squared_error: (points) => leastSquares(points),
  mean_absolute_error: leastAbsolute,
  huber: leastHuber
}
/** @param points few: that of absolute errors tries all pairs of them, some hundred at most */
export const bestLine = (points: readonly Point[], measure: Measure): Place => WAYS[measure.name](points, measure)
