// Callbacks against Keras's own, over scripted sequences of metrics (test/fixtures/make/callbacks.py).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { numberSchema, type Logs } from '../../../src/shared/run'
import { callbackSchema } from '../../../src/shared/training'
import { createCallback } from '../../../src/trainer/callbacks'
import type { Callback, CallbackContext, Notice, Wish } from '../../../src/trainer/callbacks/callback'
import { LearningRates } from '../../../src/trainer/learning-rate'
import { ROOT } from '../../support/projects'

interface Case {
  name: string
  callbacks: unknown[]
  learning_rate: number
  /** Of each epoch. */
  steps: number
  logs: Record<string, (number | string | null)[]>
  expected: { epochs: number; rates: number[]; saves: string[][]; weights: number }
}
const cases = JSON.parse(readFileSync(join(ROOT, 'test/fixtures/keras/callbacks.json'), 'utf8')) as Case[]

/** Keras's name of a file: {epoch}, or {epoch}-{batch} of the epoch in progress. */
const kerasName = ({ epoch, step }: Wish): string => (step === 0 ? String(epoch) : `${epoch + 1}-${step}`)

/** As the loop calls them. @param forget after which epoch they are made anew from what they remember */
function play({ callbacks: given, learning_rate, steps, logs }: Case, forget = -1) {
  const rates = new LearningRates({ name: 'sgd', params: { learning_rate } })
  const make = (): Callback[] =>
    given.map((one) => createCallback(callbackSchema.parse(one), { floatType: 'float32', seconds: () => 0 }))
  let callbacks = make()
  let weights = 0
  let now: Logs = {}
  const [notices, used, saves]: [Notice[], number[], string[][]] = [[], [], []]
  let wishes: Wish[] = []
  const isValidated = (epoch: number): boolean =>
    !Object.keys(logs).some((name) => name.startsWith('val_') && logs[name]![epoch] === null)
  let epoch = 0
  const context: CallbackContext = {
    weights: () => [{ name: 'w', shape: [1], values: Float32Array.of(weights) }],
    setWeights: ([weight]) => (weights = weight!.values[0]!),
    notice: (notice) => notices.push(notice),
    get learningRate() {
      return rates.at(0)
    },
    setLearningRate: (rate) => rates.set(rate),
    get skipsValidation() {
      return !isValidated(epoch)
    },
    runningLogs: () => now,
    keep: (wish) => wishes.push(wish)
  }
  const count = Object.values(logs)[0]!.length
  for (let stopped = false; epoch < count && !stopped; epoch++) {
    now = Object.fromEntries(
      Object.entries(logs).flatMap(([name, values]) =>
        values[epoch] === null ? [] : [[name, numberSchema.parse(values[epoch])]]
      )
    )
    for (const callback of callbacks) if (callback.learningRate) rates.set(callback.learningRate(epoch))
    used.push(rates.at(0))
    weights = epoch + 1
    for (let step = 0; step < steps; step++)
      for (const callback of callbacks) callback.onStep?.(step, epoch, now, context)
    stopped = callbacks.map((callback) => callback.onEpochEnd?.(epoch, now, context) ?? false).includes(true)
    saves.push(wishes.map(kerasName))
    wishes = []
    if (epoch !== forget) continue
    const memories = callbacks.map((callback) => callback.memory?.())
    callbacks = make()
    callbacks.forEach((callback, i) => memories[i] && callback.recall?.(memories[i]))
  }
  for (const callback of callbacks) callback.onTrainEnd?.(context)
  return { notices, decisions: { epochs: used.length, rates: used, saves, weights } }
}

const near = (rates: readonly number[]): unknown[] => rates.map((rate) => expect.closeTo(rate, 7) as unknown)

describe('decisions of Keras', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_name, one) => {
    const { expected } = one
    const wanted = { ...expected, rates: near(expected.rates) }
    expect(play(one).decisions).toEqual(wanted)
    // As a run that is resumed after any of its epochs.
    for (let epoch = 0; epoch < expected.epochs - 1; epoch++)
      expect(play(one, epoch).decisions, `after ${epoch}`).toEqual(wanted)
  })
})
