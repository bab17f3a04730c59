// What a model says of its own certainty, against how often it is right.
import type { OutputEvaluation } from '../../shared/model-contract'

export type Calibration = NonNullable<OutputEvaluation['classification']>['calibration']

export interface Certainty {
  /** Mean confidence and share of right answers, over all examples. */
  said: number
  right: number
  verdict: 'sure' | 'unsure' | 'fits'
}
/** As far apart, in shares of one, they count as the same. */
const NEAR = 0.01

export function certaintyOf({ confidence, accuracy, count }: Calibration): Certainty {
  const total = count.reduce((sum, n) => sum + n, 0)
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value, i) => sum + (count[i]! > 0 ? value * count[i]! : 0), 0) / total
  const [said, right] = [mean(confidence), mean(accuracy)]
  const gap = said - right
  return { said, right, verdict: Math.abs(gap) < NEAR ? 'fits' : gap > 0 ? 'sure' : 'unsure' }
}
