// The training loop of every engine: epochs, steps, validation, callbacks, stop. It turns work into run events.
import { orderOfEpoch } from '../pipeline/augment/replay'
import type { SplitName } from '../shared/dataset'
import type { Logs, RunEvent, RunEventOf } from '../shared/run'
import type { Training } from '../shared/training'
import type { Callback, CallbackContext } from './callbacks/callback'
import type { Position } from './checkpoint'
import type { Session, Statistics, TrainingData } from './engine'

/** Streaming: a message at most this often, so that the page draws in time and the trainer is not slowed. */
const STREAM_INTERVAL_MS = 100
/** One call of the engine should take no longer, so that Stop is answered at once. */
const CALL_BUDGET_MS = 80
/** Examples evaluated between two looks at Stop. */
export const EVALUATION_CHUNK = 512

export interface LoopOptions {
  session: Session
  data: TrainingData
  training: Training
  callbacks: readonly Callback[]
  maxStepsPerCall: number
  emit(event: RunEvent): void
  /** Lets messages in; called between any two calls of the engine. */
  breathe(): Promise<void>
  isStopped(): boolean
  /** Told before an epoch starts from its first step. */
  onEpochBegin?(epoch: number): void
  /** Told where training stands: after each epoch, and at its end (`last`). */
  onCheckpoint?(position: Position, last: boolean): Promise<void>
}

export const START: Position = { epoch: 0, step: 0, sums: [] }

/**
 * @param from where to go on: the session and the callbacks have been restored already
 * @returns 'stopped' if the person stopped it, else 'completed' (early stopping included)
 */
export async function trainLoop(options: LoopOptions, from: Position = START): Promise<'completed' | 'stopped'> {
  const { session, training, callbacks, emit } = options
  const context: CallbackContext = {
    weights: () => session.weights(),
    setWeights: (weights) => session.setWeights(weights),
    notice: (notice) => emit({ type: 'notice', time: Date.now(), ...notice })
  }
  let position = from
  let status: 'completed' | 'stopped' = 'completed'
  if (nothingBetweenEpochs(options)) position = await trainFullBatches(options, position)
  while (position.epoch < training.epochs) {
    const { epoch } = position
    const began = performance.now()
    position = await trainEpoch(options, position)
    const finished = position.step === stepsOf(options)
    const seconds = (performance.now() - began) / 1000
    const validation = finished ? await evaluateSplit(options, 'validation') : null
    if (!validation) {
      status = 'stopped'
      break
    }
    const logs = session.logs(position.sums)
    for (const [name, value] of Object.entries(validation)) logs[`val_${name}`] = value
    emit(epochEvent(options, epoch, logs, seconds))
    position = { epoch: epoch + 1, step: 0, sums: [] }
    // Every callback hears of the epoch, also when an earlier one has asked to stop.
    const asked = callbacks.map((callback) => callback.onEpochEnd?.(epoch, logs, context) ?? false).includes(true)
    if (asked) break
    await options.onCheckpoint?.(position, false)
  }
  await options.onCheckpoint?.(position, true)
  for (const callback of callbacks) callback.onTrainEnd?.(context)
  return status
}

const epochEvent = (
  { session, data }: LoopOptions,
  epoch: number,
  logs: Logs,
  seconds: number
): RunEventOf<'epoch'> => ({
  type: 'epoch',
  time: Date.now(),
  epoch,
  logs,
  seconds,
  samples_per_second: data.splits.train.indices.length / seconds,
  learning_rate: session.learningRate
})

const nothingBetweenEpochs = (options: LoopOptions): boolean =>
  stepsOf(options) === 1 && options.data.splits.validation.indices.length === 0 && options.callbacks.length === 0

/** Epochs of one step each, as many in one call as go: a line by gradient descent takes thousands a second. */
async function trainFullBatches(options: LoopOptions, from: Position): Promise<Position> {
  const { session, training, maxStepsPerCall, emit, breathe, isStopped, onCheckpoint } = options
  let { epoch } = from
  let perCall = 1
  while (epoch < training.epochs && !isStopped()) {
    const began = performance.now()
    const count = Math.min(perCall, training.epochs - epoch)
    session.startEpoch(joined(Array.from({ length: count }, (_, i) => orderOf(options, epoch + i))), epoch)
    const rows = await session.train(0, count)
    const seconds = (performance.now() - began) / 1000 / count
    perCall = callOf(maxStepsPerCall, seconds * 1000)
    for (const row of rows) {
      const logs = session.logs(row)
      const columns = Object.fromEntries(Object.entries(logs).map(([name, value]) => [name, [value]]))
      const told = epochEvent(options, epoch, logs, seconds)
      const { time, samples_per_second } = told
      emit({ type: 'steps', time, epoch, first: epoch, logs: columns, samples_per_second })
      emit(told)
      epoch += 1
    }
    await onCheckpoint?.({ epoch, step: 0, sums: [] }, false)
    await breathe()
  }
  return { epoch, step: 0, sums: [] }
}

function joined(orders: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(orders.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const order of orders) {
    all.set(order, at)
    at += order.length
  }
  return all
}

/** How many steps of a measured time fit a call. */
const callOf = (most: number, msPerStep: number): number =>
  Math.max(1, Math.min(most, Math.floor(CALL_BUDGET_MS / msPerStep)))

/** Steps of one epoch. */
export const stepsOf = ({ data, training }: Pick<LoopOptions, 'data' | 'training'>): number =>
  Math.ceil(data.splits.train.indices.length / training.batch_size)

export const orderOf = ({ data, training }: LoopOptions, epoch: number): Uint32Array =>
  orderOfEpoch(data.splits.train.indices.length, training, epoch)

/** @returns where the epoch stands: at its end, or where it was stopped */
async function trainEpoch(options: LoopOptions, from: Position): Promise<Position> {
  const { session, data, training, callbacks, maxStepsPerCall, emit, breathe, isStopped } = options
  const { epoch } = from
  const examples = data.splits.train.indices.length
  const steps = stepsOf(options)
  if (from.step === 0) options.onEpochBegin?.(epoch)
  session.startEpoch(orderOf(options, epoch), epoch)

  const sums = new Sums(session.statistics, from.sums)
  let pending: Record<string, number[]> = {}
  let pendingFirst = from.step
  let flushed = performance.now()
  let perCall = 1
  const flush = (next: number): void => {
    const now = performance.now()
    const samples = Math.min(next * training.batch_size, examples) - pendingFirst * training.batch_size
    if (samples > 0) {
      const first = epoch * steps + pendingFirst
      emit({
        type: 'steps',
        time: Date.now(),
        epoch,
        first,
        logs: pending,
        samples_per_second: samples / ((now - flushed) / 1000)
      })
    }
    pending = {}
    pendingFirst = next
    flushed = now
  }

  let step = from.step
  while (step < steps && !isStopped()) {
    const count = Math.min(perCall, steps - step)
    const began = performance.now()
    const rows = await session.train(step, count)
    const msPerStep = (performance.now() - began) / count
    perCall = callOf(maxStepsPerCall, msPerStep)
    rows.forEach((row, i) => {
      sums.add(row)
      const logs = session.logs(row)
      for (const [name, value] of Object.entries(logs)) (pending[name] ??= []).push(value)
      for (const callback of callbacks) callback.onStep?.(step + i, epoch, logs)
    })
    step += count
    if (performance.now() - flushed >= STREAM_INTERVAL_MS || step === steps) flush(step)
    await breathe()
  }
  flush(step)
  return { epoch, step, sums: [...sums.values] }
}

/** @returns logs over the split, {} for an empty one; null when stopped before its end */
export async function evaluateSplit(
  { session, data, breathe, isStopped }: Pick<LoopOptions, 'session' | 'data' | 'breathe' | 'isStopped'>,
  split: SplitName
): Promise<Logs | null> {
  const total = data.splits[split].indices.length
  if (total === 0) return {}
  const sums = new Sums(session.statistics)
  for (let first = 0; first < total; first += EVALUATION_CHUNK) {
    const count = Math.min(EVALUATION_CHUNK, total - first)
    sums.add(session.evaluate(split, first, count))
    await breathe()
    if (isStopped()) return null
  }
  return session.logs(sums.values)
}

/** Statistics added up in double precision. */
export class Sums {
  readonly values: Float64Array

  constructor(size: number, start: readonly number[] = []) {
    this.values = new Float64Array(size)
    this.values.set(start)
  }

  add(row: Statistics): void {
    for (let i = 0; i < row.length; i++) this.values[i]! += row[i]!
  }
}
