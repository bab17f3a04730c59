// What training sees, from its seed alone: the order of an epoch, and each picture as it was changed.
import type { Augmentation } from '../../shared/preprocessing'
import { permutation, randomStream } from '../../shared/random'
import { NetloomError } from '../../shared/errors'
import { elementsOf } from '../../shared/columns'
import { augmentInto, pictureShape, type FloatPixels, type Pixels } from '.'
import { placeOf, stepsOfEpoch } from './passes'

/** The order in which a pass visits the training examples: positions in the split. Without steps_per_epoch, a pass is an epoch. */
export function orderOfEpoch(
  count: number,
  { seed, shuffle }: { seed: number; shuffle: boolean },
  epoch: number
): Uint32Array {
  if (!shuffle) return Uint32Array.from({ length: count }, (_, i) => i)
  return permutation(count, randomStream(seed, `shuffle/${epoch}`))
}

/** An example of an array of them, row-major. */
export interface ExampleRow {
  x: Pixels
  /** Of one example. */
  shape: readonly number[]
  row: number
}

/**
 * One example into `out`, changed as it is in that epoch; as it stands without augmentation. The draw depends on the seed of the
 * training, the epoch and the row alone: any picture of any epoch can be had by itself.
 * @throws RangeError where the shape is not that of a picture
 */
export function exampleInEpoch(
  { x, shape, row }: ExampleRow,
  augmentation: { settings: Augmentation; seed: number; epoch: number } | null,
  out: FloatPixels
): void {
  const size = elementsOf(shape)
  const example = x.subarray(row * size, (row + 1) * size)
  if (!augmentation) {
    out.set(example)
    return
  }
  const picture = pictureShape(shape)
  if (!picture) throw new RangeError(`[${shape.join(', ')}] is not the shape of a picture`)
  const { settings, seed, epoch } = augmentation
  augmentInto(out, example, picture, settings, randomStream(seed, `augment/${epoch}/${row}`))
}

export interface ReplayedTraining {
  /** All examples, row-major, as they are before any Rescaling. */
  x: Pixels
  /** Of one example. */
  shape: readonly number[]
  /** Rows of the training split, in the split's order. */
  indices: Uint32Array
  augmentation: Augmentation | null
  seed: number
  shuffle: boolean
  batchSize: number
  stepsPerEpoch?: number | null
}

/**
 * A batch exactly as training sees it, before any Rescaling; epoch and batch count from 0.
 * @returns `rows` in the dataset, and x: [rows, ...shape]
 * @throws NetloomError BATCH_RANGE
 */
export function replayBatch(
  { x, shape, indices, augmentation, seed, shuffle, batchSize, stepsPerEpoch = null }: ReplayedTraining,
  epoch: number,
  batch: number
): { rows: Uint32Array; x: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> } {
  const steps = { examples: indices.length, batchSize, stepsPerEpoch }
  const batches = stepsOfEpoch(steps)
  if (!(batch >= 0 && batch < batches)) throw new NetloomError('BATCH_RANGE', { found: batch + 1, batches })
  const place = placeOf(steps, epoch * batches + batch)
  const order = orderOfEpoch(indices.length, { seed, shuffle }, place.pass)
  const from = place.batch * batchSize
  const rows = order.subarray(from, from + batchSize).map((position) => indices[position]!)
  const size = elementsOf(shape)
  const values = new (x instanceof Float64Array ? Float64Array : Float32Array)(rows.length * size)
  const how = augmentation && { settings: augmentation, seed, epoch: place.pass }
  rows.forEach((row, i) => exampleInEpoch({ x, shape, row }, how, values.subarray(i * size, (i + 1) * size)))
  return { rows, x: values }
}
