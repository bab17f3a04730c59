// Steps and epochs of a run, and the session's way through them.
import { examplesBefore, placeOf, stepsOfEpoch, stepsOfPass, type StepsOfData } from '../pipeline/augment/passes'
import { orderOfEpoch } from '../pipeline/augment/replay'
import type { Training } from '../shared/training'
import type { Session, Statistics, TrainingData } from './engine'

export interface RunOfSteps {
  data: TrainingData
  training: Training
}

export const stepsOfData = ({ data, training }: RunOfSteps): StepsOfData => {
  const examples = data.splits.train.indices.length
  const { batch_size, steps_per_epoch } = training
  return { examples, batchSize: Math.min(batch_size, examples), stepsPerEpoch: steps_per_epoch ?? null }
}

/** Steps of one epoch. */
export const stepsOf = (run: RunOfSteps): number => stepsOfEpoch(stepsOfData(run))

/** Examples that steps visit; both count over the whole run. */
export const examplesIn = (run: RunOfSteps, first: number, count: number): number => {
  const steps = stepsOfData(run)
  return examplesBefore(steps, first + count) - examplesBefore(steps, first)
}

/** The session's way through the passes. Steps count over the whole run. */
export interface Stepper {
  /** @returns a row of each step; fewer than `count` where a pass ends with a partial batch */
  train(first: number, count: number): Promise<Statistics[]>
  /** Makes ready for the step's pass. @returns which batch of what the session has begun it is */
  begin(step: number, count?: number): number
}

/** Several passes are one call where their batches lie one after another without a partial one between. */
export function stepper(session: Session, run: RunOfSteps): Stepper {
  const steps = stepsOfData(run)
  const length = stepsOfPass(steps)
  const even = steps.examples % steps.batchSize === 0
  const orderOf = (pass: number): Uint32Array => orderOfEpoch(steps.examples, run.training, pass)
  let begun = { pass: 0, passes: 0 }
  const begin = (step: number, count = 1): number => {
    const { pass, batch } = placeOf(steps, step)
    const last = even ? placeOf(steps, step + count - 1).pass : pass
    if (pass < begun.pass || last >= begun.pass + begun.passes) {
      begun = { pass, passes: last - pass + 1 }
      session.startEpoch(joined(Array.from({ length: begun.passes }, (_, i) => orderOf(pass + i))), pass)
    }
    return (pass - begun.pass) * length + batch
  }
  return {
    begin,
    train(first, count) {
      const batch = begin(first, count)
      return session.train(batch, even ? count : Math.min(count, length - batch))
    }
  }
}

function joined(orders: readonly Uint32Array[]): Uint32Array {
  if (orders.length === 1) return orders[0]!
  const all = new Uint32Array(orders.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const order of orders) {
    all.set(order, at)
    at += order.length
  }
  return all
}
