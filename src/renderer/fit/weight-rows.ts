// The weights of a linear model by epochs, to be shown and to be copied.
import type { RunSeries } from '../series/run-series'
import { linearWeights, type Truth } from './truth'

export interface WeightColumn {
  name: string
  /** null: not known. */
  truth: number | null
}

/** w (or one w for each input), then b. @param biased whether the layer has one */
export function weightColumns(inputs: readonly string[], biased: boolean, truth: Truth | null): WeightColumn[] {
  const isOne = inputs.length === 1
  const kernel = inputs.map((name) => ({ name: isOne ? 'w' : `w (${name})`, truth: isOne ? (truth?.w ?? null) : null }))
  return biased ? [...kernel, { name: 'b', truth: truth?.b ?? null }] : kernel
}

export interface WeightRow {
  /** Finished epochs. */
  epoch: number
  values: number[]
  /** Of the epoch, as Keras tells it; NaN of epoch 0. */
  loss: number
}

const rowOf = (series: RunSeries, layer: string, { epoch, values }: RunSeries['weights'][number]): WeightRow => ({
  epoch,
  values: linearWeights(values, layer),
  loss: series.epochLogs.get('loss')?.at(epoch - 1) ?? NaN
})

export const weightRows = (series: RunSeries, layer: string, shown: ReadonlySet<number>): WeightRow[] =>
  series.weights.filter(({ epoch }) => shown.has(epoch)).map((one) => rowOf(series, layer, one))

/** All epochs with weights, from before training on, in full precision, with the true values beside where they are known. */
export function weightsTsv(series: RunSeries, layer: string, columns: readonly WeightColumn[]): string {
  const head = columns.flatMap(({ name, truth }) =>
    truth === null ? [name] : [`${name} (true)`, `${name} (predicted)`]
  )
  const lines = series.weights.map((one) => {
    const { epoch, values, loss } = rowOf(series, layer, one)
    const cells = columns.flatMap(({ truth }, i) => (truth === null ? [values[i]] : [truth, values[i]]))
    return [epoch, ...cells, epoch === 0 ? '' : loss].join('\t')
  })
  return [['epoch', ...head, 'loss'].join('\t'), ...lines].join('\n')
}
