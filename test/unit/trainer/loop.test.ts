// The loop on a scripted session: what it tells, when it stops, what its callbacks do.
import { describe, expect, it } from 'vitest'
import type { Logs, RunEvent } from '../../../src/shared/run'
import { trainingSchema, type Training } from '../../../src/shared/training'
import { createCallback } from '../../../src/trainer/callbacks'
import type { NamedWeight, Session, Statistics, TrainingData } from '../../../src/trainer/engine'
import { LearningRates } from '../../../src/trainer/learning-rate'
import { trainLoop } from '../../../src/trainer/loop'

const view = (count: number) => ({
  examples: { x: new Uint8Array(count), y: new Uint8Array(count), count },
  indices: Uint32Array.from({ length: count }, (_, i) => i)
})
const data: TrainingData = {
  shape: [1],
  targets: 'int',
  classes: 2,
  classWeights: null,
  sampleWeights: false,
  rescaling: { scale: 1, offset: 0 },
  augmentation: null,
  splits: { train: view(10), validation: view(600), test: view(0) }
}

/** Losses of epochs follow a script; the weights are the number of the epoch, so that restoring them shows. */
class ScriptedSession implements Session {
  readonly rates = new LearningRates({ name: 'sgd', params: { learning_rate: 0.5 } })
  /** By step: what it was trained with. */
  readonly used: number[] = []
  step = 0
  readonly orders: number[][] = []
  readonly calls: [first: number, steps: number][] = []
  readonly statistics = 2
  value: NamedWeight['values'] = Float32Array.of(0)
  constructor(
    private readonly valLosses: number[],
    private readonly stepLoss: (step: number) => number = (step) => step
  ) {}
  get learningRate() {
    return this.rates.at(this.step)
  }
  startEpoch(order: Uint32Array): void {
    this.orders.push([...order])
    this.value = Float32Array.of(this.orders.length)
  }
  async train(first: number, steps: number) {
    this.calls.push([first, steps])
    this.used.push(...this.rates.from(this.step, steps))
    this.step += steps
    return Array.from({ length: steps }, (_, i) => {
      const count = Math.min(4, 10 - 4 * (first + i))
      return [this.stepLoss(first + i) * count, count]
    })
  }
  evaluate(_split: string, _first: number, count: number) {
    return [(this.valLosses[this.orders.length - 1] ?? 0) * count, count]
  }
  logs = (sums: Statistics): Logs => ({ loss: sums[0]! / sums[1]! })
  weights = (): NamedWeight[] => [{ name: 'w', shape: [1], values: this.value }]
  setWeights([weight]: readonly NamedWeight[]): void {
    this.value = weight!.values
  }
  predict = () => []
  state = () => ({ weights: this.weights(), slots: [], step: 0 })
  restore(): void {}
  dispose(): void {}
}

const about = { floatType: 'float32', seconds: () => 0 } as const

async function run(
  session: Session,
  options: Partial<Training> & { stopAfter?: number; maxStepsPerCall?: number } = {}
) {
  const { stopAfter = Infinity, maxStepsPerCall = 1, ...training } = options
  const events: RunEvent[] = []
  let breaths = 0
  const full = trainingSchema.parse({ loss: 'mse', batch_size: 4, ...training })
  const status = await trainLoop({
    session,
    data,
    training: full,
    callbacks: full.callbacks.map((callback) => createCallback(callback, about)),
    maxStepsPerCall,
    emit: (event) => events.push(event),
    breathe: async () => void (breaths += 1),
    isStopped: () => breaths >= stopAfter
  })
  const of = <T extends RunEvent['type']>(type: T) =>
    events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type)
  return { status, events, of }
}
const earlyStopping = (config: object) => [{ class_name: 'EarlyStopping', config }] as unknown as Training['callbacks']

describe('trainLoop', () => {
  it('reports means over examples, as Keras does: the last, partial batch weighs less', async () => {
    const { status, of } = await run(new ScriptedSession([7]))
    expect(status).toBe('completed')
    expect(of('epoch')).toMatchObject([
      { epoch: 0, logs: { loss: (0 * 4 + 1 * 4 + 2 * 2) / 10, val_loss: 7 }, learning_rate: 0.5 }
    ])
  })

  it('loses no step between its messages, over all epochs', async () => {
    const { of } = await run(new ScriptedSession([1, 1, 1]), { epochs: 3 })
    const told = of('steps').flatMap(({ first, logs }) => logs.loss!.map((loss, i) => [first + i, loss]))
    expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((step) => [step, step % 3]))
  })

  it('takes more steps in a call only as far as the engine allows', async () => {
    const session = new ScriptedSession([1])
    await run(session, { batch_size: 1, maxStepsPerCall: 4 })
    expect(session.calls).toEqual([
      [0, 1],
      [1, 4],
      [5, 4],
      [9, 1]
    ])
  })

  it('shuffles each epoch differently, the same for a seed, and not at all when told so', async () => {
    const orders = async (training: Partial<Training>): Promise<number[][]> => {
      const session = new ScriptedSession([1, 1])
      await run(session, { epochs: 2, ...training })
      return session.orders
    }
    const [first, second] = await orders({ seed: 5 })
    expect(first).not.toEqual(second)
    expect(await orders({ seed: 5 })).toEqual([first, second])
    expect((await orders({ seed: 6 }))[0]).not.toEqual(first)
    expect((await orders({ shuffle: false }))[1]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('stops between two steps, and between two parts of a validation', async () => {
    const inEpoch = await run(new ScriptedSession([1]), { stopAfter: 2 })
    expect(inEpoch.status).toBe('stopped')
    expect(inEpoch.of('epoch')).toEqual([])
    expect(inEpoch.of('steps').flatMap(({ logs }) => logs.loss)).toEqual([0, 1])
    const inValidation = await run(new ScriptedSession([1]), { stopAfter: 4 })
    expect(inValidation).toMatchObject({ status: 'stopped' })
    expect(inValidation.of('epoch')).toEqual([])
  })
})

describe('EarlyStopping', () => {
  it('waits for `patience` epochs without improvement, then stops as completed', async () => {
    const { status, of } = await run(new ScriptedSession([5, 4, 4.5, 4.2, 3]), {
      epochs: 5,
      callbacks: earlyStopping({ patience: 2 })
    })
    expect(status).toBe('completed')
    expect(of('epoch')).toHaveLength(4)
    expect(of('notice')).toMatchObject([{ code: 'EARLY_STOPPING', args: { epoch: 4, bestEpoch: 2, best: 4 } }])
  })

  it('counts an improvement smaller than min_delta as none', async () => {
    const { of } = await run(new ScriptedSession([5, 4.95, 4.9, 4.85]), {
      epochs: 4,
      callbacks: earlyStopping({ patience: 1, min_delta: 0.1 })
    })
    expect(of('epoch')).toHaveLength(2)
  })

  it.each([
    ['stopped early', [3, 1, 2, 2], 2, 4],
    ['run to the end', [3, 1, 2], 9, 3]
  ])('restores the best weights: %s', async (_name, losses, patience, epochs) => {
    const session = new ScriptedSession(losses)
    const { of } = await run(session, {
      epochs: losses.length,
      callbacks: earlyStopping({ patience, restore_best_weights: true })
    })
    expect(of('epoch')).toHaveLength(epochs)
    expect([...session.value]).toEqual([2])
    expect(of('notice').at(-1)).toMatchObject({ code: 'BEST_WEIGHTS_RESTORED', args: { epoch: 2 } })
  })

  it('says so when it watches something that is not there', async () => {
    const { of } = await run(new ScriptedSession([1, 1]), {
      epochs: 2,
      callbacks: earlyStopping({ monitor: 'val_acc' })
    })
    expect(of('notice')).toMatchObject([
      { code: 'MONITOR_MISSING', args: { monitor: 'val_acc', known: 'loss, val_loss' } }
    ])
    expect(of('epoch')).toHaveLength(2)
  })
})

describe('TerminateOnNaN', () => {
  it('fails naming the step; without it a NaN is only reported', async () => {
    const losses = (step: number) => (step === 1 ? NaN : 1)
    const callbacks = [{ class_name: 'TerminateOnNaN' }] as unknown as Training['callbacks']
    await expect(run(new ScriptedSession([1], losses), { callbacks })).rejects.toMatchObject({
      code: 'TRAINING_NAN',
      args: { epoch: 1, step: 2 }
    })
    const { of } = await run(new ScriptedSession([1], losses))
    expect(of('epoch')[0]!.logs.loss).toBeNaN()
  })
})
