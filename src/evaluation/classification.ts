// How well classes are told apart: counts, what follows from them by class, and how far confidence can be trusted.

/** Of n examples. */
export interface ClassPredictions {
  classes: number
  /** [n] class numbers */
  truth: ArrayLike<number>
  /** [n] class numbers; -1 where the network gave no number */
  predicted: ArrayLike<number>
  /** [n] probability of the class predicted */
  confidence: ArrayLike<number>
}

/** counts[true * classes + predicted]; examples without a prediction are in none. */
export function confusionMatrix({ classes, truth, predicted }: ClassPredictions): Uint32Array<ArrayBuffer> {
  const counts = new Uint32Array(classes * classes)
  for (let i = 0; i < truth.length; i++) {
    const [row, column] = [truth[i]!, predicted[i]!]
    if (column >= 0 && column < classes && row < classes) counts[row * classes + column]! += 1
  }
  return counts
}

export interface ClassMeasures {
  /** NaN where there is nothing to divide by: of a class that was never predicted, or is not there. */
  precision: number[]
  recall: number[]
  f1: number[]
  /** Examples of each class. */
  support: number[]
}

export function classMeasures(predictions: ClassPredictions, counts = confusionMatrix(predictions)): ClassMeasures {
  const { classes, truth } = predictions
  const support = Array<number>(classes).fill(0)
  for (let i = 0; i < truth.length; i++) support[truth[i]!]! += 1
  const measures: ClassMeasures = { precision: [], recall: [], f1: [], support }
  for (let one = 0; one < classes; one++) {
    const right = counts[one * classes + one]!
    let predicted = 0
    for (let row = 0; row < classes; row++) predicted += counts[row * classes + one]!
    measures.precision.push(right / predicted)
    measures.recall.push(right / support[one]!)
    measures.f1.push((2 * right) / (predicted + support[one]!))
  }
  return measures
}

export interface Calibration {
  /** Means of each bin; NaN of an empty one. */
  confidence: number[]
  accuracy: number[]
  count: number[]
  /** Expected calibration error: the mean distance of the two, each bin counting by its examples. */
  ece: number
}

/** Equal bins of the confidence from 0 to 1; each holds its lower border, the last one both. */
export function calibration({ truth, predicted, confidence }: ClassPredictions, bins = 10): Calibration {
  const sums = Array<number>(bins).fill(0)
  const right = Array<number>(bins).fill(0)
  const count = Array<number>(bins).fill(0)
  let total = 0
  for (let i = 0; i < truth.length; i++) {
    const sure = confidence[i]!
    if (Number.isNaN(sure)) continue
    const bin = Math.min(bins - 1, Math.max(0, Math.floor(sure * bins)))
    sums[bin]! += sure
    right[bin]! += Number(predicted[i] === truth[i])
    count[bin]! += 1
    total += 1
  }
  const gaps = count.map((examples, bin) => (examples === 0 ? 0 : Math.abs(right[bin]! - sums[bin]!)))
  return {
    confidence: sums.map((sum, bin) => sum / count[bin]!),
    accuracy: right.map((sum, bin) => sum / count[bin]!),
    count,
    ece: gaps.reduce((sum, gap) => sum + gap, 0) / total
  }
}
