// What another program told of its training, as the events of a run.
import type { Logs, RunEvent } from '../../../shared/run'
import type { TagKind } from './names'
import { inOrder, isDense, type Series } from './series'

/** From so many values without holes on, they are taken for those of steps rather than of epochs. */
const STEPS_FROM = 1000
/** Values of one event. */
const STRETCH = 1000
/** The same, where the learning rate is told with each. */
const RATE_STRETCH = 50
/** Epochs without a value, for each that has one. */
const MOST_EMPTY = 10
export const LEARNING_RATE = 'learning_rate'

export interface ToldLog {
  log: string
  /** As the other program names it. */
  tag: string
  kind: TagKind
  series: Series
}
/** A column of epochs: `at` counts from 1. */
interface EpochLog {
  log: string
  at: number[]
  series: Series
}
interface Layout {
  /** Values of steps 0, 1, 2, ... */
  steps: ToldLog[]
  epochs: EpochLog[]
  stepsPerEpoch: number
}

/**
 * Logs that have no hole and many values are told by steps, all others by epochs: of Keras's its own, else of as many steps as lie
 * between two values.
 * @param time of a log that tells none, ms since 1970
 */
export function* eventsOf(
  told: readonly ToldLog[],
  engine: string,
  time: number,
  batchSize: number
): Generator<RunEvent> {
  const { steps: dense, epochs, stepsPerEpoch } = layoutOf(told.map((one) => ({ ...one, series: inOrder(one.series) })))
  const times = told.flatMap(({ series }) => (Number.isFinite(series.times[0]) ? [series.times[0]!] : []))
  const begun = Math.min(...times, times.length > 0 ? Infinity : time)
  const rows = rowsOf(epochs)
  const steps = dense.filter(({ log }) => log !== LEARNING_RATE)
  const rates = dense.find(({ log }) => log === LEARNING_RATE)?.series.values
  const stretch = rates ? RATE_STRETCH : STRETCH
  const stepCount = Math.max(0, ...steps.map(({ series }) => series.steps.length))
  yield {
    type: 'start',
    time: begun,
    epochs: rows.length,
    steps: stepsPerEpoch,
    batch_size: batchSize,
    examples: { train: 0, validation: 0, test: 0 },
    parameters: { total: 0, trainable: 0 },
    engine: { name: engine, native: false, version: '' },
    hashes: {}
  }
  let [now, first, rate] = [begun, 0, 0]
  const stepsUntil = function* (end: number, epoch: number): Generator<RunEvent> {
    while (first < end) {
      const next = Math.min(end, first + stretch)
      const logs = Object.fromEntries(steps.map(({ log, series }) => [log, series.values.slice(first, next)]))
      const last = steps[0]!.series.times[next - 1]!
      const past = last > now ? last - now : 0
      now += past
      const samples_per_second = past > 0 ? ((next - first) * batchSize * 1000) / past : 0
      const learning_rate = rates && { learning_rate: rates[next - 1]! }
      yield { type: 'steps', time: now, epoch, first, logs, samples_per_second, ...learning_rate }
      first = next
    }
  }
  for (const [epoch, row] of rows.entries()) {
    if (steps.length > 0) yield* stepsUntil(Math.min(stepCount, (epoch + 1) * stepsPerEpoch), epoch)
    const before = now
    if (row && row.time > now) now = row.time
    rate = row?.logs[LEARNING_RATE] ?? rate
    const { [LEARNING_RATE]: _rate, ...logs } = row?.logs ?? {}
    const seconds = (now - before) / 1000
    yield { type: 'epoch', time: now, epoch, logs, seconds, samples_per_second: 0, learning_rate: rate }
  }
  if (steps.length > 0) yield* stepsUntil(stepCount, rows.length)
  yield { type: 'end', time: now, status: 'completed' }
}

function layoutOf(told: ToldLog[]): Layout {
  const byEpochs = told.filter(({ kind }) => kind === 'epoch')
  if (byEpochs.length > 0) return kerasLayout(told, byEpochs)
  const long = told.filter(({ series }) => series.steps.length >= STEPS_FROM && isDense(series))
  const candidates = long.every(({ log }) => log === LEARNING_RATE) ? [] : long
  const longest = candidates.reduce<ToldLog | null>(
    (best, one) => (best && best.series.steps.length >= one.series.steps.length ? best : one),
    null
  )
  // A column of steps begins with the first of all and has no end before the others.
  const steps = candidates.filter(({ series }) => isAlike(series, longest!.series))
  const sparse = told.filter((one) => !steps.includes(one))
  return { steps, ...sparseLayout(sparse, longest?.series.steps[0] ?? 0) }
}

const isAlike = (a: Series, b: Series): boolean => a.steps[0] === b.steps[0] && a.steps.length === b.steps.length

/** Keras counts epochs from 0. Batches that were not told each count as if they followed each other. */
function kerasLayout(told: ToldLog[], byEpochs: ToldLog[]): Layout {
  const epochs = Math.max(...byEpochs.map(({ series }) => series.steps.at(-1)!)) + 1
  const batches = told.filter(({ kind }) => kind === 'batch')
  const longest = Math.max(0, ...batches.map(({ series }) => series.steps.length))
  const steps = batches.filter(({ series }) => series.steps.length === longest)
  const known = new Set(byEpochs.map(({ log }) => log))
  const others = told.filter(
    ({ log, kind, series }) => kind === 'any' && !known.has(log) && series.steps.at(-1)! < epochs
  )
  return {
    steps,
    stepsPerEpoch: Math.max(1, Math.ceil(longest / epochs)),
    epochs: [...byEpochs, ...others].map(({ log, series }) => ({
      log,
      series,
      at: series.steps.map((step) => step + 1)
    }))
  }
}

function sparseLayout(sparse: ToldLog[], first: number): Pick<Layout, 'epochs' | 'stepsPerEpoch'> {
  const all = [...new Set(sparse.flatMap(({ series }) => series.steps))].sort((a, b) => a - b)
  if (all.length === 0) return { epochs: [], stepsPerEpoch: 1 }
  const [lowest, highest] = [all[0]!, all.at(-1)!]
  let stride = all.reduce((divisor, step) => greatestCommonDivisor(divisor, step - lowest), 0) || 1
  // Values far apart without order are told by the nearest of as many epochs as are worth it.
  stride = Math.max(stride, Math.ceil((highest - lowest + 1) / (all.length * MOST_EMPTY)))
  const firstEpoch = Math.max(1, Math.min(all.length * MOST_EMPTY, Math.round((lowest - first) / stride)))
  return {
    stepsPerEpoch: stride,
    epochs: sparse.map(({ log, series }) => ({
      log,
      series,
      at: series.steps.map((step) => firstEpoch + Math.round((step - lowest) / stride))
    }))
  }
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b))

/** Of each epoch what was told then; null where nothing was. */
function rowsOf(epochs: readonly EpochLog[]): ({ time: number; logs: Logs } | null)[] {
  const last = Math.max(0, ...epochs.map(({ at }) => at.at(-1)!))
  const rows = Array.from({ length: last }, (): { time: number; logs: Logs } | null => null)
  for (const { log, at, series } of epochs) {
    at.forEach((epoch, i) => {
      const row = (rows[epoch - 1] ??= { time: -Infinity, logs: {} })
      row.logs[log] = series.values[i]!
      if (series.times[i]! > row.time) row.time = series.times[i]!
    })
  }
  return rows
}
