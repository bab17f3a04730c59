// Batches out of the dataset: gathers examples, rescales them and forms their targets.
import { sizeOf } from '../layers/define'
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

/**
 * @param order positions in the view, in the order of this pass; null takes them as they stand
 * @param first rank of the first example in that order
 */
export function gatherBatch(
  data: TrainingData,
  view: SplitView,
  order: Uint32Array | null,
  first: number,
  count: number
): Batch {
  const size = sizeOf(data.shape)
  const { scale, offset } = data.rescaling
  const Numbers = view.examples.x instanceof Float64Array ? Float64Array : Float32Array
  const x = new Numbers(count * size)
  const width = data.targets === 'categorical' ? data.classes : 1
  const y = data.targets === 'input' ? x : new Numbers(count * width)
  const w = new Numbers(count).fill(1)
  for (let row = 0; row < count; row++) {
    const position = order ? order[first + row]! : first + row
    const index = view.indices[position]!
    const from = index * size
    const to = row * size
    for (let i = 0; i < size; i++) x[to + i] = view.examples.x[from + i]! * scale + offset
    if (view.examples.w) w[row] = view.examples.w[index]!
    if (data.targets === 'input') continue
    const target = view.examples.y[index]!
    if (data.targets === 'categorical') y[row * width + target] = 1
    else y[row] = target
  }
  return { x, y, w, count }
}
