// Predictions that are asked for, in the order that is asked for.
import type { PredictionView } from '../shared/model-contract'

/** Of each example of a split. Classes as numbers, quantities as they are; NaN where there is none. */
export interface Predictions {
  /** Rows of the source. */
  rows: Uint32Array<ArrayBuffer>
  truth: Float64Array<ArrayBuffer>
  predicted: Float64Array<ArrayBuffer>
  confidence: Float32Array<ArrayBuffer>
  loss: Float32Array<ArrayBuffer>
  /** Of classes: 1 - the probability of the true one; of quantities: the distance. */
  error: Float64Array<ArrayBuffer>
}

type View = Omit<PredictionView, 'split' | 'output'>

/** Positions of the examples of a view. What is no number comes last either way; equal ones follow their rows. */
export function selectPredictions(predictions: Predictions, view: View): Uint32Array<ArrayBuffer> {
  const { truth, predicted, rows } = predictions
  const isClass = (example: number): boolean => !Number.isNaN(predictions.confidence[example]!)
  const fits = (example: number): boolean => {
    if (view.truth !== null && truth[example] !== view.truth) return false
    if (view.predicted !== null && predicted[example] !== view.predicted) return false
    // A quantity is neither right nor wrong; without a number, a class is wrong.
    if (view.outcome === 'all' || (!isClass(example) && !Number.isNaN(predicted[example]!))) return true
    return (truth[example] === predicted[example]) === (view.outcome === 'right')
  }
  const chosen = Uint32Array.from([...rows.keys()].filter(fits))
  const keys: ArrayLike<number> = view.order === 'row' ? rows : predictions[view.order]
  const sign = view.descending ? -1 : 1
  return chosen.sort((a, b) => {
    const [x, y] = [keys[a]!, keys[b]!]
    if (Number.isNaN(x) || Number.isNaN(y))
      return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || rows[a]! - rows[b]!
    return sign * (x < y ? -1 : x > y ? 1 : 0) || rows[a]! - rows[b]!
  })
}
