// The small sums behind one training step, with its numbers put in.
import type { TensorFacts } from '../../shared/debug-contract'

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

/** Length of a tensor taken as a vector, from its mean and (population) standard deviation; NaN where values are not finite. */
export const normOf = ({ shape, mean, std, notFinite }: TensorFacts): number =>
  notFinite > 0 ? NaN : Math.sqrt(sizeOf(shape) * (mean * mean + std * std))

/** Place of the largest size; NaN counts as none. */
export function placeOfLargest(values: ArrayLike<number>): number {
  let at = 0
  for (let i = 1; i < values.length; i++) if (Math.abs(values[i]!) > (Math.abs(values[at]!) || 0)) at = i
  return at
}
/** Place of the largest value: argmax. */
export function argmax(values: ArrayLike<number>, from = 0, count = values.length): number {
  let at = 0
  for (let i = 1; i < count; i++) if (values[from + i]! > values[from + at]!) at = i
  return at
}

/** [row, column, ...] of a place in a row-major tensor. */
export function indexOf(shape: readonly number[], place: number): number[] {
  const index: number[] = []
  for (let axis = shape.length - 1, rest = place; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]!)
    rest = Math.floor(rest / shape[axis]!)
  }
  return index
}
export const placeOf = (shape: readonly number[], index: readonly number[]): number =>
  index.reduce((place, i, axis) => place * shape[axis]! + i, 0)

/** As short as a float32 can be told: at most 7 significant digits, no exponent where it can be read without. */
export function digits(value: number, most = 7): string {
  if (!Number.isFinite(value)) return String(value)
  const short = Number(value.toPrecision(most))
  const text = Math.abs(short) < 1e-5 && short !== 0 ? short.toExponential() : String(short)
  return text.replace('-', '−')
}
const tex = (value: number, most?: number): string => {
  const [mantissa, exponent] = digits(value, most).replace(/−/g, '-').split('e')
  return exponent === undefined ? mantissa! : `${mantissa} \\cdot 10^{${Number(exponent)}}`
}
const inBrackets = (value: number): string => (value < 0 ? `(${tex(value)})` : tex(value))

export interface WeightStep {
  before: number
  gradient: number
  after: number
}
/** Whether the step is plain gradient descent: after = before - learning rate * gradient, but for what float32 rounds off. */
export const isPlainStep = ({ before, gradient, after }: WeightStep, learningRate: number): boolean =>
  Math.abs(after - (before - learningRate * gradient)) <= 2e-7 * Math.max(Math.abs(before), Math.abs(after), 1e-6)

/** The step with its numbers, as TeX. */
export const plainStepTex = ({ before, gradient, after }: WeightStep, learningRate: number): string =>
  `${tex(before)} - ${tex(learningRate)} \\cdot ${inBrackets(gradient)} = ${tex(after)}`

export interface LossFormula {
  /** In letters. */
  general: string
  /** With the numbers of an example. */
  own: string
  value: number
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const FEW = 3
/** Sum of terms, the first few of them written out. */
const sumTex = (terms: readonly string[]): string =>
  terms.length <= FEW ? terms.join(' + ') : `${terms.slice(0, FEW).join(' + ')} + \\dots`

/**
 * How Keras makes the loss of one example of the network's output; null for a loss that takes more than a line.
 * @param output the network's output for the example @param target as the loss takes it: a class number, or values
 */
export function lossFormula(loss: string, output: ArrayLike<number>, target: ArrayLike<number>): LossFormula | null {
  const p = Array.from(output)
  const y = Array.from(target)
  if (loss === 'sparse_categorical_crossentropy' || loss === 'categorical_crossentropy') {
    const truth = loss.startsWith('sparse') ? y[0]! : argmax(y)
    if (!loss.startsWith('sparse') && y.some((value) => value !== 0 && value !== 1)) return null
    const value = -Math.log(p[truth]!)
    return {
      general: 'L = -\\ln p_{\\text{truth}}',
      own: `-\\ln p_{${truth}} = -\\ln ${tex(p[truth]!, 4)} = ${tex(value, 4)}`,
      value
    }
  }
  if (y.length !== p.length) return null
  if (loss === 'binary_crossentropy') {
    if (p.length !== 1 || (y[0] !== 0 && y[0] !== 1)) return null
    const value = y[0] === 1 ? -Math.log(p[0]!) : -Math.log(1 - p[0]!)
    const inside = y[0] === 1 ? tex(p[0]!, 4) : `(1 - ${tex(p[0]!, 4)})`
    return {
      general: 'L = -y \\ln p - (1 - y) \\ln (1 - p)',
      own: `-\\ln ${inside} = ${tex(value, 4)}`,
      value
    }
  }
  const terms = (each: (i: number) => string): string => {
    const sum = sumTex(p.map((_, i) => each(i)))
    return p.length === 1 ? sum : `\\frac{1}{${p.length}} (${sum})`
  }
  const bracket = (value: number): string => (value < 0 ? `(${tex(value, 4)})` : tex(value, 4))
  if (['mse', 'mean_squared_error'].includes(loss)) {
    const value = mean(p.map((one, i) => (one - y[i]!) ** 2))
    const own = terms((i) => `(${tex(p[i]!, 4)} - ${bracket(y[i]!)})^2`)
    return { general: 'L = \\frac{1}{n} \\sum (\\hat y - y)^2', own: `${own} = ${tex(value, 4)}`, value }
  }
  if (['mae', 'mean_absolute_error'].includes(loss)) {
    const value = mean(p.map((one, i) => Math.abs(one - y[i]!)))
    const own = terms((i) => `|${tex(p[i]!, 4)} - ${bracket(y[i]!)}|`)
    return { general: 'L = \\frac{1}{n} \\sum |\\hat y - y|', own: `${own} = ${tex(value, 4)}`, value }
  }
  return null
}
/** Whether a formula gives what the engine told: else (logits, smoothing, penalties) it is not the one that was used. */
export const agrees = ({ value }: LossFormula, told: number): boolean =>
  Math.abs(value - told) <= 1e-3 * Math.max(1e-3, Math.abs(told))
