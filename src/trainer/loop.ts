// The training loop of every engine: epochs, steps, validation, callbacks, stop. It turns work into run events.
import type { SplitName } from '../shared/dataset'
import type { Logs, RunEvent, RunEventOf } from '../shared/run'
import type { Training } from '../shared/training'
import type { Callback, CallbackContext, Wish } from './callbacks/callback'
import type { Position } from './checkpoint'
import type { Session, Statistics, TrainingData } from './engine'
import type { Keep } from './keep'
import { examplesIn, stepper, stepsOf, type Stepper } from './steps'

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
  /** Lets messages in; called between any two calls of the engine. `stand` tells all there is to tell and where training is. */
  breathe(stand?: () => Position): Promise<void>
  isStopped(): boolean
  /** Milliseconds that stand still while the run is paused. */
  clock?(): number
  /** Told before an epoch starts from its first step. */
  onEpochBegin?(epoch: number): void
  /** Told where training stands: after each epoch, and at its end (`last`). */
  onCheckpoint?(position: Position, last: boolean): Promise<void>
  /** Keeps the state that callbacks want to have kept. */
  keep?: Keep
  /** The session's way through the epochs, where others go it as well. */
  way?: Stepper
}

const clockOf = ({ clock }: LoopOptions): (() => number) => clock ?? (() => performance.now())

export const START: Position = { epoch: 0, step: 0, sums: [] }

/** What the parts of one call of trainLoop share. */
interface Loop extends LoopOptions {
  context: CallbackContext
  /** What callbacks want to have kept of this moment. */
  wishes: Wish[]
  /** The epoch so far, for CallbackContext. */
  now: { epoch: number; logs: () => Logs }
  way: Stepper
}

function loopOf(options: LoopOptions): Loop {
  const { session, emit } = options
  const wishes: Wish[] = []
  const now: Loop['now'] = { epoch: 0, logs: () => ({}) }
  const context: CallbackContext = {
    weights: () => session.weights(),
    setWeights: (weights) => session.setWeights(weights),
    notice: (notice) => emit({ type: 'notice', time: Date.now(), ...notice }),
    get learningRate() {
      return session.learningRate
    },
    setLearningRate: (rate) => session.rates.set(rate),
    get skipsValidation() {
      return options.data.splits.validation.indices.length > 0 && !isValidated(options, now.epoch)
    },
    runningLogs: () => now.logs(),
    keep: (wish) => void wishes.push(wish)
  }
  return { ...options, context, wishes, now, way: options.way ?? stepper(session, options) }
}

/** As in Keras: the epochs that are a multiple of validation_freq, counted from 1. */
const isValidated = ({ training }: Pick<LoopOptions, 'training'>, epoch: number): boolean =>
  (epoch + 1) % training.validation_freq === 0

/**
 * @param from where to go on: the session and the callbacks have been restored already
 * @returns 'stopped' if the person stopped it, else 'completed' (early stopping included)
 */
export async function trainLoop(options: LoopOptions, from: Position = START): Promise<'completed' | 'stopped'> {
  const loop = loopOf(options)
  const { session, training, callbacks, emit, context } = loop
  let position = from
  let status: 'completed' | 'stopped' = 'completed'
  if (nothingBetweenEpochs(options)) position = await trainFullBatches(loop, position)
  while (position.epoch < training.epochs) {
    const { epoch, step } = position
    loop.now.epoch = epoch
    if (step === 0) beginEpoch(loop, epoch)
    position = await trainEpoch(loop, position)
    const steps = stepsOf(options)
    const finished = position.step === steps
    const trained = position
    const breathe = (): Promise<void> => options.breathe(() => trained)
    const validation = finished ? await validate({ ...options, breathe }, epoch) : null
    if (!validation) {
      status = 'stopped'
      break
    }
    const logs = session.logs(position.sums)
    for (const [name, value] of Object.entries(validation)) logs[`val_${name}`] = value
    const examples = examplesIn(options, epoch * steps, steps)
    emit(epochEvent(epoch, logs, { seconds: trained.seconds ?? 0, examples, learningRate: session.learningRate }))
    position = { epoch: epoch + 1, step: 0, sums: [] }
    // Every callback hears of the epoch, also when an earlier one has asked to stop.
    const asked = callbacks.map((callback) => callback.onEpochEnd?.(epoch, logs, context) ?? false).includes(true)
    await grant(loop, position)
    if (asked) break
    await options.onCheckpoint?.(position, false)
  }
  await options.onCheckpoint?.(position, true)
  for (const callback of callbacks) callback.onTrainEnd?.(context)
  return status
}

function beginEpoch({ session, callbacks, onEpochBegin }: Loop, epoch: number): void {
  const rate = rateOfEpoch(callbacks, epoch)
  if (rate !== null) session.rates.set(rate)
  onEpochBegin?.(epoch)
}

/** What the last callback says that sets it before an epoch. */
const rateOfEpoch = (callbacks: readonly Callback[], epoch: number): number | null =>
  callbacks.flatMap((callback) => callback.learningRate?.(epoch) ?? []).at(-1) ?? null

/** Has kept what callbacks want to. */
async function grant({ wishes, keep }: Loop, position: Position): Promise<void> {
  if (wishes.length > 0) await keep?.(position, wishes.splice(0))
}

/** @returns {} where this epoch is not validated; null when stopped before its end */
async function validate(options: LoopOptions, epoch: number): Promise<Logs | null> {
  if (!isValidated(options, epoch)) return {}
  const { validation_steps, batch_size } = options.training
  return evaluateSplit(options, 'validation', validation_steps && validation_steps * batch_size)
}

const epochEvent = (
  epoch: number,
  logs: Logs,
  { seconds, examples, learningRate }: { seconds: number; examples: number; learningRate: number }
): RunEventOf<'epoch'> => ({
  type: 'epoch',
  time: Date.now(),
  epoch,
  logs,
  seconds,
  samples_per_second: examples / seconds,
  learning_rate: learningRate
})

/** Callbacks that only tell learning rates need not be heard between epochs. */
const nothingBetweenEpochs = (options: LoopOptions): boolean =>
  stepsOf(options) === 1 &&
  options.data.splits.validation.indices.length === 0 &&
  options.callbacks.every((callback) => !callback.onStep && !callback.onEpochEnd)

/** Epochs of one step each, as many in one call as go: a line by gradient descent takes thousands a second. */
async function trainFullBatches(loop: Loop, from: Position): Promise<Position> {
  const { session, training, callbacks, maxStepsPerCall, emit, breathe, isStopped, onCheckpoint } = loop
  const clock = clockOf(loop)
  let { epoch } = from
  let perCall = 1
  // A step that was trained but whose epoch was not told is told by the slow way.
  if (from.step > 0) return from
  while (epoch < training.epochs && !isStopped()) {
    const began = clock()
    const planned = Math.min(perCall, training.epochs - epoch)
    const rates = Array.from({ length: planned }, (_, i) => rateOfEpoch(callbacks, epoch + i))
    const fixed = rates.flatMap((rate) => rate ?? [])
    if (fixed.length > 0) session.rates.plan(session.step, fixed)
    const rows = await loop.way.train(epoch, planned)
    const seconds = (clock() - began) / 1000 / rows.length
    perCall = callOf(maxStepsPerCall, seconds * 1000)
    for (const [i, row] of rows.entries()) {
      const logs = session.logs(row)
      const columns = Object.fromEntries(Object.entries(logs).map(([name, value]) => [name, [value]]))
      const learningRate = rates[i] ?? session.rates.at(session.step - rows.length + i + 1)
      const told = epochEvent(epoch, logs, { seconds, examples: examplesIn(loop, epoch, 1), learningRate })
      const { time, samples_per_second } = told
      emit({ type: 'steps', time, epoch, first: epoch, logs: columns, samples_per_second })
      emit(told)
      epoch += 1
    }
    const position: Position = { epoch, step: 0, sums: [] }
    await onCheckpoint?.(position, false)
    await breathe(() => position)
  }
  return { epoch, step: 0, sums: [] }
}

/** How many steps of a measured time fit a call. */
const callOf = (most: number, msPerStep: number): number =>
  Math.max(1, Math.min(most, Math.floor(CALL_BUDGET_MS / msPerStep)))

/** @returns where the epoch stands: at its end, or where it was stopped */
async function trainEpoch(loop: Loop, from: Position): Promise<Position> {
  const { session, callbacks, maxStepsPerCall, emit, breathe, isStopped, context } = loop
  const clock = clockOf(loop)
  const begun = clock() - 1000 * (from.seconds ?? 0)
  const { epoch } = from
  const steps = stepsOf(loop)
  const before = epoch * steps

  const sums = new Sums(session.statistics, from.sums)
  loop.now.logs = () => session.logs(sums.values)
  let pending: Record<string, number[]> = {}
  let pendingFirst = from.step
  let flushed = clock()
  let perCall = 1
  const flush = (next: number): void => {
    const now = clock()
    const first = before + pendingFirst
    if (next > pendingFirst) {
      emit({
        type: 'steps',
        time: Date.now(),
        epoch,
        first,
        logs: pending,
        samples_per_second: examplesIn(loop, first, next - pendingFirst) / ((now - flushed) / 1000),
        ...(session.rates.scheduled && { learning_rate: session.rates.at(session.step - 1) })
      })
    }
    pending = {}
    pendingFirst = next
    flushed = now
  }

  let step = from.step
  const stand = (): Position => {
    flush(step)
    return { epoch, step, sums: [...sums.values], seconds: (clock() - begun) / 1000 }
  }
  while (step < steps && !isStopped()) {
    const due = callbacks.flatMap((callback) => callback.stepsUntilDue?.() ?? [])
    const began = clock()
    const rows = await loop.way.train(before + step, Math.min(perCall, steps - step, ...due))
    const msPerStep = (clock() - began) / rows.length
    perCall = callOf(maxStepsPerCall, msPerStep)
    rows.forEach((row, i) => {
      sums.add(row)
      const logs = session.logs(row)
      for (const [name, value] of Object.entries(logs)) (pending[name] ??= []).push(value)
      for (const callback of callbacks) callback.onStep?.(step + i, epoch, logs, context)
    })
    step += rows.length
    if (clock() - flushed >= STREAM_INTERVAL_MS || step === steps) flush(step)
    await grant(loop, { epoch, step, sums: [...sums.values], seconds: (clock() - begun) / 1000 })
    await breathe(stand)
  }
  return stand()
}

/** @returns logs over the split, {} for an empty one; null when stopped before its end */
export async function evaluateSplit(
  { session, data, breathe, isStopped }: Pick<LoopOptions, 'session' | 'data' | 'breathe' | 'isStopped'>,
  split: SplitName,
  most = Infinity
): Promise<Logs | null> {
  const total = Math.min(most, data.splits[split].indices.length)
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
