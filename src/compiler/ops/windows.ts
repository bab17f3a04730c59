// Windows that slide over height and width: what convolution and pooling ops have in common.
import type { Dims } from '../ir'
import { intsAttr } from '../op'

export type Window = {
  size: readonly number[]
  strides: readonly number[]
  dilations: readonly number[]
  /** TensorFlow's word: 'SAME' or 'VALID'. */
  padding: string
}

const slid = (length: number, { size, strides, dilations, padding }: Window, i: number): number => {
  const reach = (size[i]! - 1) * dilations[i]! + 1
  return padding === 'SAME' ? Math.ceil(length / strides[i]!) : Math.floor((length - reach) / strides[i]!) + 1
}
export const slidDims = ([batch, height, width]: Dims, window: Window, channels: number | null): Dims => [
  batch!,
  slid(height!, window, 0),
  slid(width!, window, 1),
  channels
]
export const inner = ([down, across]: readonly number[]) => intsAttr([1, down!, across!, 1])
export type Like = Window & { dims: Dims }
