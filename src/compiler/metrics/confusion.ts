// Right and wrong positives: keras/src/metrics/{confusion_metrics,metrics_utils,f_score_metrics}.py
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'
import { EPSILON } from '../norms'
import { oneMinus } from '../losses/loss'
import { positive, ratio, rowsOf, total, type MetricGraph, type MetricInputs } from './metric'

/** What outputs that are not among the largest become. */
const FAR_BELOW = -1e10

/** All but the k largest outputs of each example put far below any threshold. */
function amongTopK(g: GraphBuilder, output: Tensor, k: number): Tensor {
  const depth = output.dims.at(-1)!
  const places = g.add('TopKV2', [output, g.int(k)], { count: k }).outputs[1]!
  const chosen = g.op('OneHot', [places, g.int(depth), g.float(1), g.float(0)], { depth })
  const mask = g.sum(chosen, [chosen.dims.length - 2])
  return g.plus(g.times(output, mask), g.times(g.float(FAR_BELOW), oneMinus(g, mask)))
}

interface Compared {
  /** Floats of 0 and 1, of one shape. */
  guessed: Tensor
  actual: Tensor
}

/** Keras's thresholds, top_k and class_id. */
function compared({ g, output, target, params }: MetricInputs): Compared {
  const { thresholds, top_k: k, class_id: id } = params
  const scores = typeof k === 'number' ? amongTopK(g, output, k) : output
  const only = (x: Tensor): Tensor => (typeof id === 'number' ? g.slice(x, x.dims.length - 1, id, 1) : x)
  const limit = typeof thresholds === 'number' ? thresholds : typeof k === 'number' ? FAR_BELOW : 0.5
  return {
    guessed: g.indicator(g.op('Greater', [only(scores), g.float(limit)])),
    actual: positive(g, only(target))
  }
}

/** The share of true positives among what `rest` picks and themselves. */
const shareOfTrue = (rest: (g: GraphBuilder, sides: Compared) => Tensor): MetricGraph => ({
  statistics: (inputs) => {
    const { g } = inputs
    const both = compared(inputs)
    return g.stack([g.sum(g.times(both.guessed, both.actual)), g.sum(rest(g, both))])
  },
  value: (sums) => ratio(sums[0]!, sums[0]! + sums[1]!)
})
const without = (g: GraphBuilder, a: Tensor, b: Tensor): Tensor => g.times(a, oneMinus(g, b))

export const precision = shareOfTrue((g, { guessed, actual }) => without(g, guessed, actual))
export const recall = shareOfTrue((g, { guessed, actual }) => without(g, actual, guessed))

/** Each example's largest output, where it has a threshold of its own; ties count all. */
function positives({ g, output, params: { threshold } }: MetricInputs): Tensor {
  if (typeof threshold === 'number') return g.indicator(g.op('Greater', [output, g.float(threshold)]))
  const largest = g.reduce('Max', output, [output.dims.length - 1], true)
  const something = g.op('Greater', [g.op('Abs', [output]), g.float(1e-9)])
  return g.indicator(g.op('LogicalAnd', [g.op('GreaterEqual', [output, largest]), something]))
}

export const f1Score: MetricGraph = {
  /** True positives, false positives, false negatives and examples: of each class, or with 'micro' of all together. */
  statistics: (inputs) => {
    const { g, target, params } = inputs
    const guessed = positives(inputs)
    const counts = [g.times(guessed, target), without(g, guessed, target), without(g, target, guessed), target]
    const sums = counts.map((values) => (params.average === 'micro' ? g.sum(values) : g.sum(values, [0])))
    return params.average === 'micro' ? g.stack(sums) : g.concat(sums, 0)
  },
  value: (sums, { average }) => {
    const [right, tooMany, missed, examples] = rowsOf(sums, sums.length / 4) as [number[], number[], number[], number[]]
    const scores = right.map((count, i) => {
      const precise = count / (count + tooMany[i]! + EPSILON)
      const recalled = count / (count + missed[i]! + EPSILON)
      return (2 * precise * recalled) / (precise + recalled + EPSILON)
    })
    if (average !== 'weighted') return total(scores) / scores.length
    const all = total(examples) + EPSILON
    return total(scores.map((score, i) => (score * examples[i]!) / all))
  }
}
