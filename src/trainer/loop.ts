// The training loop of every engine: epochs, steps, validation, callbacks, stop. It turns work into run events.
import type { SplitName } from '../shared/dataset'
import { permutation, randomStream } from '../shared/random'
import type { Logs, RunEvent } from '../shared/run'
import type { Training } from '../shared/training'
import type { Callback, CallbackContext } from './callbacks/callback'
import type { Session, Statistics, TrainingData } from './engine'

/** Streaming: a message at most this often, so that the page draws in time and the trainer is not slowed. */
const STREAM_INTERVAL_MS = 100
/** One call of the engine should take no longer, so that Stop is answered at once. */
const CALL_BUDGET_MS = 80
/** Examples evaluated between two looks at Stop. */
const EVALUATION_CHUNK = 512

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
}

/** @returns 'stopped' if the person stopped it, else 'completed' (early stopping included) */
export async function trainLoop(options: LoopOptions): Promise<'completed' | 'stopped'> {
  const { session, training, callbacks, emit } = options
  const context: CallbackContext = {
    weights: () => session.weights(),
    setWeights: (weights) => session.setWeights(weights),
    notice: (notice) => emit({ type: 'notice', time: Date.now(), ...notice })
  }
  let status: 'completed' | 'stopped' = 'completed'
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    const began = performance.now()
    const logs = await trainEpoch(options, epoch)
    const seconds = (performance.now() - began) / 1000
    const validation = logs && (await evaluateSplit(options, 'validation'))
    if (!logs || !validation) {
      status = 'stopped'
      break
    }
    for (const [name, value] of Object.entries(validation)) logs[`val_${name}`] = value
    const examples = options.data.splits.train.indices.length
    emit({
      type: 'epoch',
      time: Date.now(),
      epoch,
      logs,
      seconds,
      samples_per_second: examples / seconds,
      learning_rate: session.learningRate
    })
    // Every callback hears of the epoch, also when an earlier one has asked to stop.
    if (callbacks.map((callback) => callback.onEpochEnd?.(epoch, logs, context) ?? false).includes(true)) break
  }
  for (const callback of callbacks) callback.onTrainEnd?.(context)
  return status
}

/** @returns the epoch's logs over all its examples, as Keras reports it; null when stopped before its end */
async function trainEpoch(
  { session, data, training, callbacks, maxStepsPerCall, emit, breathe, isStopped }: LoopOptions,
  epoch: number
): Promise<Logs | null> {
  const examples = data.splits.train.indices.length
  const steps = Math.ceil(examples / training.batch_size)
  const random = randomStream(training.seed, `shuffle/${epoch}`)
  session.startEpoch(
    training.shuffle ? permutation(examples, random) : Uint32Array.from({ length: examples }, (_, i) => i)
  )

  const sums = new Sums(session.statistics)
  let pending: Record<string, number[]> = {}
  let pendingFirst = 0
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

  for (let step = 0; step < steps;) {
    const count = Math.min(perCall, steps - step)
    const began = performance.now()
    const rows = await session.train(step, count)
    const msPerStep = (performance.now() - began) / count
    perCall = Math.max(1, Math.min(maxStepsPerCall, Math.floor(CALL_BUDGET_MS / msPerStep)))
    rows.forEach((row, i) => {
      sums.add(row)
      const logs = session.logs(row)
      for (const [name, value] of Object.entries(logs)) (pending[name] ??= []).push(value)
      for (const callback of callbacks) callback.onStep?.(step + i, epoch, logs)
    })
    step += count
    if (performance.now() - flushed >= STREAM_INTERVAL_MS || step === steps) flush(step)
    await breathe()
    if (isStopped()) {
      flush(step)
      return null
    }
  }
  return session.logs(sums.values)
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
class Sums {
  readonly values: Float64Array

  constructor(size: number) {
    this.values = new Float64Array(size)
  }

  add(row: Statistics): void {
    for (let i = 0; i < row.length; i++) this.values[i]! += row[i]!
  }
}
