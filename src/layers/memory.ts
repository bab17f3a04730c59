// How much memory training takes, estimated before it starts.
import type { CheckedProject } from './check'
import { sizeOf } from './define'

export interface MemoryEstimate {
  /** Bytes: weights, their gradients, and what the optimizer keeps beside them. */
  weights: number
  /** Bytes: what the layers of a batch give, and their gradients. */
  activations: number
  /** Bytes: the examples, as read and in the session. */
  data: number
}

/** Values that an optimizer keeps for each weight, at most. */
const SLOTS = 2

/**
 * An estimate from below: what surely has to be held at once. TensorFlow's own buffers come on top.
 * @param dataBytes examples as they are read, and once more where the session holds them
 */
export function estimateMemory(
  { model }: CheckedProject,
  batchSize: number,
  bytesPerValue: 4 | 8,
  dataBytes: number
): MemoryEstimate {
  const { total, trainable } = model.parameters
  const outputs = model.layers.reduce((sum, { outputShape }) => sum + sizeOf(outputShape), 0)
  return {
    weights: (total + trainable * (1 + SLOTS)) * bytesPerValue,
    activations: 2 * outputs * batchSize * bytesPerValue,
    data: dataBytes
  }
}

export const totalBytes = ({ weights, activations, data }: MemoryEstimate): number => weights + activations + data
