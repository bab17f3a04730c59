// What is told of a batch: loss and metrics of every output, as statistics that add up over batches.
import type { GraphBuilder } from './builder'
import type { Forward } from './forward'
import type { Tensor } from './ir'
import { LOSS_GRAPHS } from './losses'
import { reduced } from './losses/reduce'
import { plainMeanOf, METRIC_GRAPHS, type MetricGraph } from './metrics'
import type { Batch } from './signatures/data'
import type { CompileSpec, SpecOutput, Term } from './spec'

/** A line of the logs: where its statistics stand in a row, and what follows from them. */
export interface LogColumn {
  /** Keras's name: loss, accuracy, <output>_loss, <output>_accuracy. */
  label: string
  begin: number
  size: number
  value(sums: ArrayLike<number>): number
}

/** What follows from the sums of rows, by label. */
export function logsOf(columns: readonly LogColumn[], sums: ArrayLike<number>): Record<string, number> {
  const part = ({ begin, size }: LogColumn): number[] => Array.from({ length: size }, (_, i) => sums[begin + i]!)
  return Object.fromEntries(columns.map((column) => [column.label, column.value(part(column))]))
}

export interface Measured {
  /** Float scalar: what is minimised. */
  loss: Tensor
  /** Float [statistics] */
  row: Tensor
  columns: LogColumn[]
}

/** The total over a batch of what is a mean over it: adds up to a mean over all examples. */
const TOTAL: MetricGraph = plainMeanOf(({ output }) => output)
const PLAIN: Term = { name: 'mean', params: {} }

/** @param training whether class weights count */
export function measure(
  g: GraphBuilder,
  spec: CompileSpec,
  passed: Forward,
  batch: Batch,
  training: boolean
): Measured {
  const { y, w } = batch
  const several = spec.outputs.length > 1
  const weights = w ?? (training ? classWeights(g, spec, y) : null)
  const results = spec.outputs.map((output) => {
    const value = passed.outputs.get(output.layer)!
    const target = targetOf(g, spec, output, value, batch)
    const values = LOSS_GRAPHS[output.loss.name]!({ g, output: value, target, params: output.loss.params })
    const mask = passed.masks.get(output.layer) ?? null
    const loss = reduced(g, values, { weights, mask, sum: output.loss.params.reduction === 'sum' })
    return { output, value, mask, loss }
  })
  const parts = results.map(({ output, loss }) =>
    output.lossWeight === 1 ? loss : g.times(g.float(output.lossWeight), loss)
  )
  const loss = [...parts, ...passed.losses].reduce(g.plus)

  const rows: Tensor[] = []
  const columns: LogColumn[] = []
  const add = (label: string, metric: MetricGraph, { params }: Term, statistics: Tensor): void => {
    const last = columns.at(-1)
    const begin = last ? last.begin + last.size : 0
    rows.push(statistics)
    columns.push({ label, begin, size: statistics.dims[0]!, value: (sums) => metric.value(sums, params) })
  }
  const examples = g.asFloat(g.op('Size', [y]))
  const addMean = (label: string, mean: Tensor): void =>
    add(label, TOTAL, PLAIN, g.stack([g.times(mean, examples), examples]))
  addMean('loss', loss)
  if (several) for (const { output, loss: own } of results) addMean(`${output.layer}_loss`, own)
  for (const { output, value, mask } of results) {
    for (const metric of output.metrics) {
      const graph = METRIC_GRAPHS[metric.name]!
      const labels = y.dtype === 'int32' ? y : null
      const target = denseTarget(g, spec, value, batch)
      const inputs = { g, output: value, labels, target, mask, params: metric.params }
      add(several ? `${output.layer}_${metric.label}` : metric.label, graph, metric, graph.statistics(inputs))
    }
  }
  return { loss, row: g.concat(rows, 0), columns }
}

/** [batch]: how much each example counts by its class; null where all count the same. */
function classWeights(g: GraphBuilder, { data }: CompileSpec, y: Tensor): Tensor | null {
  if (!data.classWeights) return null
  return g.gather(g.floats([data.classWeights.length], data.classWeights), y)
}

export const targetOf = (
  g: GraphBuilder,
  spec: CompileSpec,
  { loss }: SpecOutput,
  output: Tensor,
  batch: Batch
): Tensor => (loss.name.startsWith('sparse') ? batch.y : denseTarget(g, spec, output, batch))

/** Targets of the output's shape: the examples, one-hot rows, or one number each. */
function denseTarget(g: GraphBuilder, { data }: CompileSpec, output: Tensor, { x, y }: Batch): Tensor {
  if (data.targets === 'input') return g.reshape(x, output.dims)
  if (data.targets !== 'categorical') return g.reshape(g.asFloat(y), [null, ...output.dims.slice(1).map(() => 1)])
  const depth = output.dims.at(-1)!
  return g.op('OneHot', [y, g.int(depth), g.float(1), g.float(0)], { depth })
}
