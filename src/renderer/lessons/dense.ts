// What a Dense layer computes, step by step, and softmax with all that comes between: in float64, for what is shown of them.

/** z = x W + b: of each unit the weighted sum. @param kernel [inputs, units] row-major @param bias [units], or null */
export function weightedSums(
  x: ArrayLike<number>,
  kernel: ArrayLike<number>,
  bias: ArrayLike<number> | null
): Float64Array<ArrayBuffer> {
  const units = kernel.length / x.length
  const z = Float64Array.from({ length: units }, (_, unit) => bias?.[unit] ?? 0)
  for (let input = 0; input < x.length; input++) {
    const value = x[input]!
    if (value === 0) continue
    for (let unit = 0; unit < units; unit++) z[unit]! += value * kernel[input * units + unit]!
  }
  return z
}

/** Weights of one unit: a column of the kernel. */
export const weightsOfUnit = (kernel: ArrayLike<number>, units: number, unit: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: kernel.length / units }, (_, input) => kernel[input * units + unit]!)

/** Element by element. */
export const times = (a: ArrayLike<number>, b: ArrayLike<number>): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length: a.length }, (_, i) => a[i]! * b[i]!)

/** e^x of more is too long a number to be shown, or none. */
const LARGEST_EXPONENT = 30

export interface SoftmaxParts {
  /** Taken from every logit first, which changes no share: 0 where that is not needed. */
  shift: number
  /** e^(logit - shift) */
  powers: number[]
  sum: number
  shares: number[]
}

/** e^z / sum of e^z. */
export function softmaxParts(logits: ArrayLike<number>): SoftmaxParts {
  const all = Array.from(logits)
  const most = Math.max(...all)
  const shift = Math.abs(most) > LARGEST_EXPONENT ? most : 0
  const powers = all.map((z) => Math.exp(z - shift))
  const sum = powers.reduce((total, power) => total + power, 0)
  return { shift, powers, sum, shares: powers.map((power) => power / sum) }
}

/** Sum of the squares of the differences: of one example what the loss of regression on one-hot counts. */
export const squaredError = (outputs: ArrayLike<number>, truth: number): number =>
  Array.from(outputs).reduce((sum, output, i) => sum + (output - (i === truth ? 1 : 0)) ** 2, 0)

/** The largest, of equal ones the first. */
export const argmax = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((best, value, i) => (value > values[best]! ? i : best), 0)

/** How far numbers are from each other at most. */
export const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0)
