import type { Histograms, LayerStatistics } from '../../shared/run'
import { Column } from '../../shared/column'

/** Counts in equal bins from min to max; both NaN where no value is finite. */
export interface HistogramOf {
  min: number
  max: number
  counts: readonly number[]
  notFinite: number
}
/** One value for each of the epochs. */
export class WeightSeries {
  readonly norm = new Column(16)
  readonly gradientNorm = new Column(16)
  readonly ratio = new Column(16)
  readonly values: HistogramOf[] = []
  readonly gradients: HistogramOf[] = []
}
/** NaN for the dead share of a layer that has none. */
export class OutputSeries {
  readonly mean = new Column(16)
  readonly std = new Column(16)
  readonly zeros = new Column(16)
  readonly dead = new Column(16)
}

/** What a run tells of its layers, in columns. */
export class LayerSeries {
  /** Finished epochs at which it was measured. */
  readonly epochs: number[] = []
  /** By Keras's path, in the order of the network. */
  readonly weights = new Map<string, WeightSeries>()
  readonly outputs = new Map<string, OutputSeries>()

  /** Costs no more than the event is long; one that was seen before changes nothing. */
  apply({ epoch, weights, outputs }: LayerStatistics): void {
    if (epoch <= (this.epochs.at(-1) ?? -1)) return
    this.epochs.push(epoch)
    weights.name.forEach((name, i) => {
      const series = entry(this.weights, name, () => new WeightSeries())
      series.norm.push(weights.norm[i]!)
      series.gradientNorm.push(weights.gradient_norm[i]!)
      series.ratio.push(weights.update_ratio[i]!)
      series.values.push(histogramOf(weights.values, i))
      series.gradients.push(histogramOf(weights.gradients, i))
    })
    outputs.name.forEach((name, i) => {
      const series = entry(this.outputs, name, () => new OutputSeries())
      series.mean.push(outputs.mean[i]!)
      series.std.push(outputs.std[i]!)
      series.zeros.push(outputs.zeros[i]!)
      series.dead.push(outputs.dead[i] ?? NaN)
    })
  }
}

const histogramOf = ({ min, max, counts, not_finite }: Histograms, i: number): HistogramOf => ({
  min: min[i]!,
  max: max[i]!,
  counts: counts[i]!,
  notFinite: not_finite[i]!
})

function entry<T>(map: Map<string, T>, name: string, make: () => T): T {
  const found = map.get(name) ?? make()
  map.set(name, found)
  return found
}

/** How many values a histogram is of. */
export const sizeOfHistogram = ({ counts, notFinite }: HistogramOf): number =>
  counts.reduce((sum, count) => sum + count, notFinite)
