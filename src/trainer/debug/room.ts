// What is kept of a step takes memory: all that the layers give for a batch, and all weights and gradients.
import { sizeOf } from '../../layers/define'
import { NetloomError } from '../../shared/errors'
import { floatTypeOf } from '../../shared/training'
import type { SessionOptions } from '../engine'

const MEGABYTE = 2 ** 20
/** While it is handed over there are two of it, besides what TensorFlow itself takes. */
const MOST_BYTES = 512 * MEGABYTE

/** Bytes of what a step tells: of each example, and of the weights. */
function bytesOf({ checked, data, dtype_policy }: SessionOptions): { example: number; weights: number } {
  const bytes = floatTypeOf({ dtype_policy }) === 'float64' ? 8 : 4
  const { layers, parameters } = checked.model
  const outputs = layers.reduce((sum, { outputShape }) => sum + sizeOf(outputShape), 0)
  // Before, after, and the gradients.
  return { example: bytes * (outputs + 2 * sizeOf(data.shape)), weights: 3 * bytes * parameters.total }
}

/** @throws NetloomError DEBUG_MEMORY, DEBUG_WEIGHTS_MEMORY */
export function checkRoom(options: SessionOptions, most = MOST_BYTES): void {
  const { example, weights } = bytesOf(options)
  const found = options.batchSize * example + weights
  if (found <= most) return
  const text = (bytes: number): string => `${Math.ceil(bytes / MEGABYTE).toLocaleString('en')} MB`
  const fitting = Math.floor((most - weights) / example)
  if (fitting < 1) throw new NetloomError('DEBUG_WEIGHTS_MEMORY', { found: text(weights + example), most: text(most) })
  throw new NetloomError('DEBUG_MEMORY', {
    found: text(found),
    most: text(most),
    batch_size: options.batchSize,
    fitting
  })
}
