// How much memory training takes, estimated before it starts.
import type { InferredLayer, InferredModel } from './infer'
import { sizeOf } from './define'

export interface ModelMemory {
  /** Bytes: weights, their gradients, and what the optimizer keeps beside them. */
  weights: number
  /** Bytes: what the layers of a batch give, and their gradients. */
  activations: number
}
export interface MemoryEstimate extends ModelMemory {
  /** Bytes: the examples, as read and in the session. */
  data: number
}

/** Values that an optimizer keeps for each weight, at most. */
const SLOTS = 2
const FLOAT32 = 4

/** What a layer gives for a batch, and its gradient, in bytes. */
export const activationBytes = (
  { outputShape }: Pick<InferredLayer, 'outputShape'>,
  batchSize: number,
  bytesPerValue: 4 | 8 = FLOAT32
): number => 2 * sizeOf(outputShape) * batchSize * bytesPerValue

/** The weights in float32, as a file of them takes: bytes. */
export const modelBytes = ({ parameters }: Pick<InferredModel, 'parameters'>): number => parameters.total * FLOAT32

/**
 * An estimate from below: what surely has to be held at once. TensorFlow's own buffers come on top, and the examples.
 * Of a model alone: its training settings need not be checked.
 */
export function estimateModelMemory(
  model: Pick<InferredModel, 'layers' | 'parameters'>,
  batchSize: number,
  bytesPerValue: 4 | 8 = FLOAT32
): ModelMemory {
  const { total, trainable } = model.parameters
  return {
    weights: (total + trainable * (1 + SLOTS)) * bytesPerValue,
    activations: model.layers.reduce((sum, layer) => sum + activationBytes(layer, batchSize, bytesPerValue), 0)
  }
}

/** @param dataBytes examples as they are read, and once more where the session holds them */
export const estimateMemory = (
  { model }: { model: InferredModel },
  batchSize: number,
  bytesPerValue: 4 | 8,
  dataBytes: number
): MemoryEstimate => ({ ...estimateModelMemory(model, batchSize, bytesPerValue), data: dataBytes })

/** Weights, activations and, where they are known, the examples. */
export const totalBytes = ({ weights, activations, data = 0 }: ModelMemory & Partial<MemoryEstimate>): number =>
  weights + activations + data
