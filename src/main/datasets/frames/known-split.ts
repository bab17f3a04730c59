// The split that Keras's load_data makes of a dataset that is one: shuffled with its seed, the last fifth is for testing.
import { shuffledIndices } from '../numpy-random'
import type { FramePart } from '../frame'
import { partsOf } from './arrays'

const SEED = 113
const TEST_SPLIT = 0.2

export interface WholeSplit {
  /** Row i of the frame is row order[i] of the file. */
  order: Uint32Array<ArrayBuffer>
  parts: FramePart[]
}

/** @param count rows of the file that are used, its first ones */
export function splitOfWhole(count: number): WholeSplit {
  const train = Math.trunc(count * (1 - TEST_SPLIT))
  return { order: shuffledIndices(count, SEED), parts: partsOf({ train, test: count - train }) }
}
