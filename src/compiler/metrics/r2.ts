// The share of the targets' variance that the outputs explain: keras/src/metrics/regression_metrics.py
import { rowsOf, total, type MetricGraph } from './metric'

export const r2Score: MetricGraph = {
  /** For each output: targets, their squares, squared errors, examples. */
  statistics: ({ g, output, target }) => {
    const values = [target, g.square(target), g.square(g.minus(target, output)), g.op('OnesLike', [target])]
    return g.concat(
      values.map((each) => g.sum(each, [0])),
      0
    )
  },
  value: (sums, { class_aggregation, num_regressors }) => {
    const [targets, squares, errors, examples] = rowsOf(sums, sums.length / 4) as [
      number[],
      number[],
      number[],
      number[]
    ]
    const variances = squares.map((square, i) => square - targets[i]! ** 2 / examples[i]!)
    const scores = variances.map((variance, i) => {
      const score = 1 - errors[i]! / variance
      return Math.abs(score) === Infinity ? 0 : score
    })
    const weighted = total(scores.map((score, i) => score * variances[i]!)) / total(variances)
    const score = class_aggregation === 'variance_weighted_average' ? weighted : total(scores) / scores.length
    return adjusted(score, total(examples), Number(num_regressors))
  }
}

/** For the number of independent predictors, where there are more values than that. */
const adjusted = (score: number, values: number, regressors: number): number =>
  regressors === 0 || regressors >= values - 1 ? score : 1 - ((1 - score) * (values - 1)) / (values - regressors - 1)
