// Batches out of the dataset: gathers examples, augments and rescales them, and forms their targets.
import { sizeOf } from '../layers/define'
import { exampleInEpoch } from '../pipeline/augment/replay'
import type { Augmentation } from '../shared/preprocessing'
import type { SplitView, TrainingData } from './engine'

export interface Batch {
  /** [count, ...shape]; float64 where the examples are, else float32 */
  x: Float32Array | Float64Array
  /** [count, 1]; [count, classes] where targets are 'categorical'; x where they are 'input' */
  y: Float32Array | Float64Array
  /** [count]: how much each example counts, 1 where nothing else is said */
  w: Float32Array | Float64Array
  count: number
}

/** Where an order of training examples stands. */
export interface Pass {
  seed: number
  /** That of the order's first example; the next one begins when all of the split have been visited. */
  epoch: number
  /** Rank of the first of these examples in the order. */
  first: number
}

/** How the examples of training are changed: `settings`, in the epoch that an example is visited in. */
export const epochsOf =
  ({ seed, epoch, first }: Pass, { indices }: SplitView, settings: Augmentation) =>
  (rank: number): { settings: Augmentation; seed: number; epoch: number } => ({
    settings,
    seed,
    epoch: epoch + Math.floor((first + rank) / indices.length)
  })

/**
 * @param order positions in the view, in the order of this pass; null takes them as they stand
 * @param first rank of the first example in that order
 * @param training where it is a batch of training, which is augmented
 */
export function gatherBatch(
  data: TrainingData,
  view: SplitView,
  order: Uint32Array | null,
  first: number,
  count: number,
  training: Omit<Pass, 'first'> | null = null
): Batch {
  const size = sizeOf(data.shape)
  const { scale, offset } = data.rescaling
  const Numbers = view.examples.x instanceof Float64Array ? Float64Array : Float32Array
  const x = new Numbers(count * size)
  const width = data.targets === 'categorical' ? data.classes : 1
  const y = data.targets === 'input' ? x : new Numbers(count * width)
  const w = new Numbers(count).fill(1)
  const { shape, augmentation } = data
  const changes = training && augmentation ? epochsOf({ ...training, first }, view, augmentation) : null
  for (let row = 0; row < count; row++) {
    const position = order ? order[first + row]! : first + row
    const index = view.indices[position]!
    const from = index * size
    const to = row * size
    if (changes) {
      const into = x.subarray(to, to + size)
      exampleInEpoch({ x: view.examples.x, shape, row: index }, changes(row), into)
      for (let i = 0; i < size; i++) into[i] = into[i]! * scale + offset
    } else for (let i = 0; i < size; i++) x[to + i] = view.examples.x[from + i]! * scale + offset
    if (view.examples.w) w[row] = view.examples.w[index]!
    if (data.targets === 'input') continue
    const target = view.examples.y[index]!
    if (data.targets === 'categorical') y[row * width + target] = 1
    else y[row] = target
  }
  return { x, y, w, count }
}
