// Exactly what the network is fed: one example, its augmented variants, or a batch of the training.
import { stepsOfEpoch } from '../../pipeline/augment/passes'
import { exampleInEpoch, replayBatch } from '../../pipeline/augment/replay'
import { elementsOf } from '../../shared/columns'
import { NetloomError } from '../../shared/errors'
import type { ProjectData } from '../../shared/project'
import type { PreparedData } from '../datasets/prepared'

type Floats = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>

/** @throws NetloomError DATA_ROW_LEFT_OUT for a row that a step drops, or whose picture cannot be read */
function positionOf({ rows }: PreparedData, row: number): number {
  const position = rows.length > row && rows[row] === row ? row : rows.indexOf(row)
  if (position < 0) throw new NetloomError('DATA_ROW_LEFT_OUT', { found: row })
  return position
}

function rescaled(x: Floats, { rescaling: { scale, offset } }: PreparedData): Floats {
  if (scale !== 1 || offset !== 0) x.forEach((value, i) => (x[i] = value * scale + offset))
  return x
}

const floatsLike = ({ dataset }: PreparedData, length: number): Floats =>
  dataset.train.x instanceof Float64Array ? new Float64Array(length) : new Float32Array(length)

export function tensorOf(prepared: PreparedData, data: ProjectData, row: number) {
  const { dataset } = prepared
  const position = positionOf(prepared, row)
  const size = elementsOf(dataset.shape)
  const x = floatsLike(prepared, size)
  x.set(dataset.train.x.subarray(position * size, (position + 1) * size))
  rescaled(x, prepared)
  return { shape: [...dataset.shape], dtype: dtypeOf(x), x, target: targetOf(prepared, data, position) }
}

const dtypeOf = (x: Floats): string => (x instanceof Float64Array ? 'float64' : 'float32')

/** As the loss gets it: a class number, a one-hot row, or a quantity; nothing where the example is its own. */
function targetOf({ dataset }: PreparedData, { label_mode }: ProjectData, position: number): number[] {
  if (label_mode === 'input') return []
  const y = dataset.train.y[position]!
  if (label_mode === 'int' || !dataset.classes) return [y]
  return dataset.classes.map((_, number) => Number(number === y))
}

/** Variants of one example as the first epochs of a training would draw them. */
export function variantsOf(
  prepared: PreparedData,
  { augmentation }: ProjectData,
  { row, count, seed }: { row: number; count: number; seed: number }
) {
  const { shape, train } = prepared.dataset
  const position = positionOf(prepared, row)
  const size = elementsOf(shape)
  const x = floatsLike(prepared, count * size)
  for (let epoch = 0; epoch < count; epoch++) {
    const how = augmentation ? { settings: augmentation, seed, epoch } : null
    exampleInEpoch({ x: train.x, shape, row: position }, how, x.subarray(epoch * size, (epoch + 1) * size))
  }
  return { shape: [...shape], x: rescaled(x, prepared) }
}

/** @throws NetloomError BATCH_RANGE */
export function batchOf(
  prepared: PreparedData,
  data: ProjectData,
  {
    epoch,
    batch,
    batch_size,
    steps_per_epoch,
    shuffle,
    seed
  }: {
    epoch: number
    batch: number
    batch_size: number
    steps_per_epoch?: number | undefined
    shuffle: boolean
    seed: number
  }
) {
  const { dataset, splits, rows } = prepared
  const { indices } = splits.train
  const batchSize = Math.min(batch_size, indices.length)
  const augmentation = data.augmentation ?? null
  const stepsPerEpoch = steps_per_epoch ?? null
  const replayed = replayBatch(
    { x: dataset.train.x, shape: dataset.shape, indices, augmentation, seed, shuffle, batchSize, stepsPerEpoch },
    epoch,
    batch
  )
  return {
    batches: stepsOfEpoch({ examples: indices.length, batchSize, stepsPerEpoch }),
    rows: Uint32Array.from(replayed.rows, (position) => rows[position]!),
    shape: [...dataset.shape],
    x: rescaled(replayed.x, prepared),
    y: Float32Array.from(replayed.rows, (position) => dataset.train.y[position]!)
  }
}
