// What a tensor looks like, in a few numbers.
import type { TensorFacts } from '../../shared/debug-contract'
import type { ShapedValues } from '../engine'

/** Of a histogram from the lowest to the highest finite value. */
export const BINS = 30

/** Mean, population standard deviation and bounds are of the finite values: NaN where there is none. */
export function factsOf(id: string, { shape, values }: ShapedValues): TensorFacts {
  let [finite, zeros, sum] = [0, 0, 0]
  let [min, max] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isFinite(value)) continue
    finite += 1
    sum += value
    if (value === 0) zeros += 1
    if (value < min) min = value
    if (value > max) max = value
  }
  const mean = sum / finite
  const histogram = new Int32Array(BINS)
  const width = max - min
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isFinite(value)) continue
    squares += (value - mean) ** 2
    // Bounds may be further apart than any number: everything is in the first bin then, as where all are the same.
    const place = width > 0 && width < Infinity ? Math.floor(((value - min) / width) * BINS) : 0
    histogram[Math.min(place, BINS - 1)]! += 1
  }
  return {
    id,
    shape: [...shape],
    mean,
    std: Math.sqrt(squares / finite),
    min: finite > 0 ? min : NaN,
    max: finite > 0 ? max : NaN,
    zeros: values.length > 0 ? zeros / values.length : 0,
    notFinite: values.length - finite,
    histogram
  }
}
