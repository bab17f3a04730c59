// Points of many runs as text: one point a line, or one epoch a line with a column for each run.
import { VALIDATION } from './run-series'
import type { PointsSeries } from './points-series'
import { cell, quoted, type Positioned } from './curve-text'
import type { CurveKind } from './run-curves'

export interface NamedRun extends Positioned {
  name: string
  series: PointsSeries
}

/** Columns run, log, step, epoch, samples, seconds, value. Of batches, or of what is told by epochs or now and then. */
export function* pointLines(runs: readonly NamedRun[], chart: string, which: 'batches' | 'epochs'): Generator<string> {
  yield `${['run', 'log', 'step', 'epoch', 'samples', 'seconds', 'value'].join(',')}\n`
  for (const { name, series, samplesAt } of runs) {
    for (const [kind, { values, positions }] of series.curves(chart).all) {
      if ((kind === 'batch') !== (which === 'batches')) continue
      const log = logName(kind, chart)
      for (let i = 0; i < values.length; i++) {
        const step = positions.at(i)
        const epoch = kind === 'batch' ? Math.ceil(step / series.stepsPerEpoch) : step / series.stepsPerEpoch
        const seconds = (series.clock.timeAt(step) / 1000).toFixed(3)
        const row = [quoted(name), log, step, epoch, samplesAt(step), seconds, cell(values.at(i))]
        yield `${row.join(',')}\n`
      }
    }
  }
}
const logName = (kind: CurveKind, chart: string): string => (kind === 'validation' ? VALIDATION + chart : chart)

/** Tabs between: epochs down, runs across. */
export function* epochTable(runs: readonly NamedRun[], chart: string): Generator<string> {
  const columns = runs.flatMap(({ name, series }) =>
    [...series.curves(chart).all]
      .filter(([kind]) => kind !== 'batch')
      .map(([kind, { values, positions }]) => ({
        head: `${name.replace(/[\t\r\n]/g, ' ')} ${logName(kind, chart)}`,
        byEpoch: new Map(
          Array.from({ length: values.length }, (_, i) => [positions.at(i) / series.stepsPerEpoch, values.at(i)])
        )
      }))
  )
  yield `${['epoch', ...columns.map(({ head }) => head)].join('\t')}\n`
  const epochs = [...new Set(columns.flatMap(({ byEpoch }) => [...byEpoch.keys()]))].sort((a, b) => a - b)
  for (const epoch of epochs) yield `${[epoch, ...columns.map(({ byEpoch }) => cell(byEpoch.get(epoch)))].join('\t')}\n`
}
