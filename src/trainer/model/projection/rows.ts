// What a layer gives for examples of a split, in few enough numbers to be laid out.
import { sizeOf } from '../../../layers/define'
import { NetloomError } from '../../../shared/errors'
import type { SplitName } from '../../../shared/dataset'
import { gatherBatch } from '../../feed'
import { formOf, predictedClass } from '../class-names'
import type { Floats } from '../../engine'
import type { AskedModel } from '../open-model'
import type { Rows } from './pca'

/** Numbers of an example: with more, principal components of thousands of examples take minutes. */
export const MOST_NUMBERS = 1024
/** Values of a layer that a batch may have: some MB. */
const BATCH_NUMBERS = 1 << 21

export interface ProjectedRows extends Rows {
  /** In the source. */
  rows: Uint32Array<ArrayBuffer>
  truth: Float64Array<ArrayBuffer>
  /** -1 where the output is no class. */
  predicted: Int32Array<ArrayBuffer>
}

/** Yields the share that is done. @throws NetloomError PROJECTION_FEW, MODEL_LAYER, MODEL_DATA_MISSING */
export async function* layerRows(
  model: AskedModel,
  { layer, split, most }: { layer: string; split: SplitName; most: number }
): AsyncGenerator<number, ProjectedRows> {
  const { training, rows: rowsOf, truthOf } = await model.data()
  const view = training.splits[split]
  const total = view.indices.length
  const count = Math.min(most, total)
  if (count < 3) throw new NetloomError('PROJECTION_FEW', { split, found: total })
  const chosen = Uint32Array.from({ length: count }, (_, i) => Math.floor((i * total) / count))
  const given = model.checked.model.layers.find(({ name }) => name === layer)?.outputShape ?? []
  const output = model.checked.outputs[0]!.layer
  const thin = thinned(given)
  const batch = Math.max(1, Math.min(256, Math.floor(BATCH_NUMBERS / Math.max(1, sizeOf(given)))))
  const values = new Float32Array(count * thin.size)
  const predicted = new Int32Array(count)
  const form = formOf(model, model.checked.outputs[0]!)
  for (let first = 0; first < count; first += batch) {
    const size = Math.min(batch, count - first)
    const { x } = gatherBatch({ ...training, targets: 'input' }, view, chosen, first, size)
    const found = await model.run(x as Floats, size, [...new Set([layer, output.name])])
    thin.into(found.get(layer)!.values, size, values.subarray(first * thin.size))
    const scores = found.get(output.name)!.values
    const units = sizeOf(output.outputShape)
    for (let i = 0; i < size; i++) {
      const found = form && predictedClass(scores.subarray(i * units, (i + 1) * units), form)
      predicted[first + i] = found ?? -1
    }
    yield (first + size) / count
  }
  const sourceRows = rowsOf(split)
  const at = (position: number): number => view.indices[position]!
  return {
    count,
    size: thin.size,
    values,
    rows: Uint32Array.from(chosen, (position) => sourceRows[position]!),
    truth: Float64Array.from(chosen, (position) => truthOf(view.examples.y[at(position)]!) ?? NaN),
    predicted
  }
}

interface Thinned {
  /** Numbers that are left of an example. */
  size: number
  /** @param values [count, ...shape] @param into [count, size] */
  into(values: ArrayLike<number>, count: number, into: Float32Array): void
}

/** Feature maps [height, width, channels] are averaged over squares, all else is taken evenly. */
export function thinned(shape: readonly number[]): Thinned {
  const full = sizeOf(shape)
  const [height = 1, width = 1, channels = 1] = shape
  if (shape.length === 3 && full > MOST_NUMBERS && channels <= MOST_NUMBERS) {
    let side = 2
    const parts = (length: number): number => Math.ceil(length / side)
    while (parts(height) * parts(width) * channels > MOST_NUMBERS) side += 1
    return pooled(height, width, channels, side)
  }
  const size = Math.min(full, MOST_NUMBERS)
  return {
    size,
    into: (values, count, into) => {
      for (let row = 0; row < count; row++)
        for (let i = 0; i < size; i++) into[row * size + i] = values[row * full + Math.floor((i * full) / size)]!
    }
  }
}

function pooled(height: number, width: number, channels: number, side: number): Thinned {
  const [down, across] = [Math.ceil(height / side), Math.ceil(width / side)]
  const size = down * across * channels
  const cells = (at: number, length: number): number => Math.min(side, length - Math.floor(at / side) * side)
  return {
    size,
    into: (values, count, into) => {
      into.fill(0, 0, count * size)
      let read = 0
      for (let row = 0; row < count; row++)
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++) {
            const share = 1 / (cells(y, height) * cells(x, width))
            const write = row * size + (Math.floor(y / side) * across + Math.floor(x / side)) * channels
            for (let c = 0; c < channels; c++) into[write + c]! += values[read++]! * share
          }
    }
  }
}
