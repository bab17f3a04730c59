import { Column } from '../../shared/column'
import { Curve, evenly, told } from './curve'
import { VALIDATION, type RunSeries, type Told } from './run-series'

/** Charts beside those of metrics. */
export const LEARNING_RATE = 'learning_rate'
export const SPEED = 'samples_per_second'
export const isMetric = (chart: string): boolean => chart !== LEARNING_RATE && chart !== SPEED

export type CurveKind = 'batch' | 'train' | 'validation' | 'single'

export interface BestEpoch {
  split: 'train' | 'validation'
  step: number
  epoch: number
  value: number
}

/** The best epoch: of validation where there is any. */
export function bestOf(curves: ReadonlyMap<CurveKind, Curve>, stepsPerEpoch: number): BestEpoch | null {
  for (const split of ['validation', 'train'] as const) {
    const curve = curves.get(split)
    if (!curve || curve.best < 0) continue
    const step = curve.positions.at(curve.best)
    return { split, step, epoch: step / stepsPerEpoch, value: curve.values.at(curve.best) }
  }
  return null
}

/** The curves of one chart of a run; they follow its columns as these grow. */
export class RunCurves {
  readonly all = new Map<CurveKind, Curve>()

  constructor(
    readonly series: RunSeries,
    readonly chart: string
  ) {}

  follow(weight: number): void {
    const { series, chart } = this
    if (chart === LEARNING_RATE) this.add('single', series.rates)
    else if (chart === SPEED) this.add('single', series.speeds)
    else {
      const batches = series.batches.get(chart)
      if (batches && !this.all.has('batch')) this.all.set('batch', new Curve(batches.values, evenly(1), chart))
      this.add('train', series.epochsTold.get(chart), series.stepsPerEpoch, 1)
      this.add('validation', series.epochsTold.get(VALIDATION + chart), series.stepsPerEpoch, 1)
    }
    for (const curve of this.all.values()) curve.follow(weight)
  }

  private add(kind: CurveKind, points: Told | undefined, scale = 1, offset = 0): void {
    if (points && !this.all.has(kind))
      this.all.set(kind, new Curve(points.values, told(points.at, scale, offset), this.chart))
  }

  get best(): BestEpoch | null {
    return bestOf(this.all, this.series.stepsPerEpoch)
  }
}

/** Whether the learning rate is worth a chart without being asked for. */
export function rateChanges({ rates }: RunSeries): boolean {
  const { values } = rates
  return values.length > 1 && values.last !== values.at(0)
}

/** The columns of a chart by epoch, under Keras's names. */
export function epochColumns(series: RunSeries, chart: string): [string, Column][] {
  if (chart === LEARNING_RATE) return [[chart, series.learningRate]]
  if (chart === SPEED) return [[chart, series.epochSpeed]]
  return [chart, VALIDATION + chart].flatMap((name): [string, Column][] => {
    const column = series.epochLogs.get(name)
    return column ? [[name, column]] : []
  })
}
