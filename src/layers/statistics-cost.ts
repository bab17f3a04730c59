// What statistics of every layer (training.histogram_freq) cost, told before they are switched on.
import type { InferredModel } from './infer'

/**
 * Measured on 2 cores of an AVX-512 machine: 25 to 33 ms a time with mnist-mlp (536,000 weights, steps of 5.5 ms: 1.1 % of an
 * epoch), 26 to 36 ms with mnist-cnn and lenet-5 (60,000 weights, steps of 12 to 20 ms: 0.5 %).
 */
const FIXED_MS = 8
const STEPS = 1.5
const MS_PER_WEIGHT = 25e-6
/** The trainer measures less often rather than take more. */
export const MOST_SHARE = 0.05

export interface StatisticsCost {
  /** Of the time of training, 0 .. 0.05. */
  share: number
  /** Epochs from one measurement to the next: histogram_freq, or more where measuring is dear. */
  every: number
}

/** @param stepMs what a step takes @param steps of one epoch */
export function statisticsCost(
  { parameters }: Pick<InferredModel, 'parameters'>,
  { histogram_freq, steps, stepMs }: { histogram_freq: number; steps: number; stepMs: number }
): StatisticsCost {
  const cost = FIXED_MS + STEPS * stepMs + MS_PER_WEIGHT * parameters.trainable
  const epoch = steps * stepMs
  const every = Math.max(histogram_freq, Math.ceil(cost / (MOST_SHARE * epoch)))
  return { share: cost / (every * epoch), every }
}

/** Products of a step are forward and twice back; TensorFlow on 2 cores does so many a second. A guess within a factor of 3. */
const FLOPS_PER_MS = 5e7
export const guessedStepMs = ({ flops }: Pick<InferredModel, 'flops'>, batchSize: number): number =>
  Math.max(0.3, (3 * flops * batchSize) / FLOPS_PER_MS)
