// Curves as text: CSV in full precision, TSV for spreadsheets.
import { Column } from '../../shared/column'
import { epochColumns, isMetric, LEARNING_RATE } from './run-curves'
import type { RunSeries, Told } from './run-series'

/** Lines made in one go before others get their turn. */
const CHUNK = 20_000

export interface Positioned {
  /** Examples seen when `step` steps were done. */
  samplesAt(step: number): number
}

/** Numbers as they read back to the same bits; NaN and infinities by name; nothing where nothing was told. */
export const cell = (value: number | undefined): string => (value === undefined ? '' : String(value))
/** RFC 4180. */
export const quoted = (name: string): string => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)

/** Every value of a chart by batch: step and epoch count from 1, seconds are of training, without pauses. */
export function* batchLines(series: RunSeries, chart: string, { samplesAt }: Positioned): Generator<string> {
  yield `${['step', 'epoch', 'samples', 'seconds', chart].map(quoted).join(',')}\n`
  const points = isMetric(chart) ? null : chart === LEARNING_RATE ? series.rates : series.speeds
  const values = points?.values ?? series.batches.get(chart)?.values ?? new Column(1)
  const steps = series.stepsPerEpoch
  for (let i = 0; i < values.length; i++) {
    const step = points ? points.at.at(i) : i + 1
    const seconds = series.clock.timeAt(step) / 1000
    yield `${step},${Math.ceil(step / steps)},${samplesAt(step)},${seconds.toFixed(3)},${cell(values.at(i))}\n`
  }
}

/** A row for each finished epoch, separated by commas or tabs. */
export function* epochLines(
  series: RunSeries,
  chart: string,
  { samplesAt }: Positioned,
  separator: ',' | '\t'
): Generator<string> {
  const columns = epochColumns(series, chart)
  const name = separator === ',' ? quoted : (text: string): string => text.replace(/[\t\r\n]/g, ' ')
  yield `${['epoch', 'step', 'samples', 'seconds', ...columns.map(([column]) => column)].map(name).join(separator)}\n`
  const cursors = columns.map(([column]) => new Rows(series.epochsTold.get(column)))
  for (let epoch = 0; epoch < series.epochs; epoch++) {
    const step = (epoch + 1) * series.stepsPerEpoch
    const values = columns.map(([, column], i) => (cursors[i]!.has(epoch) ? cell(column.at(epoch)) : ''))
    const seconds = (series.clock.timeAt(step) / 1000).toFixed(3)
    yield `${[epoch + 1, step, samplesAt(step), seconds, ...values].join(separator)}\n`
  }
}

/** Which epochs have such a log, asked in their order; all of them where none are told apart. */
class Rows {
  private next = 0
  constructor(private readonly told: Told | undefined) {}
  has(epoch: number): boolean {
    if (!this.told) return true
    while (this.told.at.at(this.next) < epoch) this.next++
    return this.told.at.at(this.next) === epoch
  }
}

/** All lines, made in parts, so that a long run does not hold up the window. */
export async function gather(lines: Iterable<string>, type: string): Promise<Blob> {
  const parts: string[] = []
  let part: string[] = []
  for (const line of lines) {
    part.push(line)
    if (part.length < CHUNK) continue
    parts.push(part.join(''))
    part = []
    await new Promise((resolve) => setTimeout(resolve))
  }
  return new Blob([...parts, part.join('')], { type })
}

/** mnist-mlp-loss.png: the parts with what no system takes in a file name as hyphens. */
export const fileName = (parts: readonly string[], extension: string): string =>
  `${parts
    .join('-')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/-+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')}.${extension}`
