// Where a step stands in the data. Batches go round the examples, each time in a new order and with a partial batch at the end
// where they do not come out even, as those of a generator that repeats; epochs are as many steps of that as they should be.

export interface StepsOfData {
  /** Of the training split. */
  examples: number
  /** At most `examples`. */
  batchSize: number
  /** Null: an epoch is one pass. */
  stepsPerEpoch: number | null
}

/** Batches that a pass over the examples takes. */
export const stepsOfPass = ({ examples, batchSize }: StepsOfData): number => Math.ceil(examples / batchSize)

/** Batches of an epoch. */
export const stepsOfEpoch = (steps: StepsOfData): number => steps.stepsPerEpoch ?? stepsOfPass(steps)

/** @param step over the whole run, from 0 @returns the pass, which orders and augmentation go by, and the batch of it */
export function placeOf(steps: StepsOfData, step: number): { pass: number; batch: number } {
  const length = stepsOfPass(steps)
  return { pass: Math.floor(step / length), batch: step % length }
}

/** Examples of all steps before one. */
export function examplesBefore(steps: StepsOfData, step: number): number {
  const { pass, batch } = placeOf(steps, step)
  return pass * steps.examples + Math.min(batch * steps.batchSize, steps.examples)
}
