// How often outputs are right: keras/src/metrics/accuracy_metrics.py
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'
import { overFeatures } from '../losses/loss'
import { meanOf, type MetricInputs } from './metric'

const argMax = (g: GraphBuilder, x: Tensor): Tensor => {
  const axis = x.dims.length - 1
  return g.op('ArgMax', [x, g.int(axis)], { axis })
}
const equal = (g: GraphBuilder, a: Tensor, b: Tensor): Tensor => g.indicator(g.op('Equal', [a, b]))
const labelsOf = ({ g, labels, target }: MetricInputs): Tensor => labels ?? argMax(g, target)

export const exactAccuracy = meanOf(({ g, output, target }) => overFeatures(g, equal(g, output, target)))

export const binaryAccuracy = meanOf(({ g, output, target, params }) => {
  const guessed = g.indicator(g.op('Greater', [output, g.float(Number(params.threshold))]))
  return overFeatures(g, equal(g, guessed, target))
})

/** Against class numbers and one-hot rows alike. */
export const classAccuracy = meanOf((inputs) => {
  const { g, output } = inputs
  return equal(g, argMax(g, output), labelsOf(inputs))
})

/** Whether the right class is among the k largest outputs. */
export const topKAccuracy = meanOf((inputs) => {
  const { g, output, params } = inputs
  const scores = g.cast(output, 'float32') // all that TensorFlow's op takes
  return g.indicator(g.op('InTopKV2', [scores, labelsOf(inputs), g.int(Number(params.k))]))
})
