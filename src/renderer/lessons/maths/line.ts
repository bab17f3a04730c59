// A line y = w x + b by hand: mean squared error, its gradients, a step of gradient descent, least squares. All in double precision.

export interface LinePoints {
  x: ArrayLike<number>
  /** As long as x. */
  y: ArrayLike<number>
}
/** One number for w and one for b: of a line, its gradient, or a step. */
export interface Line {
  w: number
  b: number
}

/** The sums of one pass over the points, r = w x + b − y being the residual of a point. */
interface Sums {
  n: number
  /** Σ r */
  residuals: number
  /** Σ x r */
  products: number
  /** Σ r² */
  squares: number
}

export interface HandStep extends Sums {
  from: Line
  /** ∂L/∂w = 2/n Σ x r, ∂L/∂b = 2/n Σ r; the 2 is of the square. */
  gradient: Line
  /** learning rate × gradient */
  change: Line
  /** from − change */
  next: Line
}

export const residualAt = ({ x, y }: LinePoints, { w, b }: Line, i: number): number => w * x[i]! + b - y[i]!

function sumsOf(points: LinePoints, line: Line): Sums {
  const sums = { n: points.x.length, residuals: 0, products: 0, squares: 0 }
  for (let i = 0; i < sums.n; i++) {
    const residual = residualAt(points, line, i)
    sums.residuals += residual
    sums.products += points.x[i]! * residual
    sums.squares += residual * residual
  }
  return sums
}

/** NaN of no points. */
export function meanSquaredError(points: LinePoints, line: Line): number {
  const { n, squares } = sumsOf(points, line)
  return squares / n
}

/** One step of gradient descent over all points, as Keras's sgd with mean_squared_error. */
export function handStep(points: LinePoints, from: Line, learningRate: number): HandStep {
  const sums = sumsOf(points, from)
  const gradient = { w: (2 / sums.n) * sums.products, b: (2 / sums.n) * sums.residuals }
  const change = { w: learningRate * gradient.w, b: learningRate * gradient.b }
  return { ...sums, from, gradient, change, next: { w: from.w - change.w, b: from.b - change.b } }
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum / values.length
}

/** The line of the least mean squared error, in closed form; null where all x are the same. */
export function leastSquares({ x, y }: LinePoints): Line | null {
  const n = x.length
  const [middleX, middleY] = [meanOf(x), meanOf(y)]
  let [across, along] = [0, 0]
  // About the means: plain sums of squares lose digits where x is far from 0.
  for (let i = 0; i < n; i++) {
    const from = x[i]! - middleX
    across += from * from
    along += from * (y[i]! - middleY)
  }
  if (!(across > 0)) return null
  const w = along / across
  return { w, b: middleY - w * middleX }
}
