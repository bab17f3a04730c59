// What layers over sequences (rank 1) and over images (rank 2) have in common. A sequence is lowered as an image that is
// one pixel high: TensorFlow's kernels are those of images, and oneDNN's take two to five times as long for one that is
// one pixel wide.
import type { GraphBuilder } from '../../compiler/builder'
import type { Tensor } from '../../compiler/ir'
import type { Window } from '../../compiler/ops/windows'
import type { ParamSpec } from '../../shared/schema'
import { imageShape } from '../common'
import { kerasShape, ShapeProblem, type Shape } from '../define'

/** How many axes a window slides along. */
export type Rank = 1 | 2

export const dataFormat = {
  kind: 'choice',
  options: ['channels_last'],
  nullable: true,
  default: null,
  help: {
    en: 'Where the channels are; null means channels_last, the only choice.',
    'zh-CN': '通道所在的轴；null 即 channels_last，目前只支持这一种。'
  }
} satisfies ParamSpec

/** The length, or height and width, and the channels. @throws ShapeProblem for any other rank */
export function spatialShape(shape: Shape, rank: Rank): { sides: number[]; channels: number } {
  if (rank === 2) {
    const [height, width, channels] = imageShape(shape)
    return { sides: [height, width], channels }
  }
  const [steps, channels] = shape
  if (shape.length === 2) return { sides: [steps!], channels: channels! }
  throw new ShapeProblem(
    { en: 'sequences of (None, steps, features)', 'zh-CN': '序列 (None, 时间步, 特征)' },
    kerasShape(shape),
    {
      en:
        shape.length === 1
          ? `Behind a recurrent layer, set its return_sequences; else add an Embedding in front for token numbers, or a Reshape, e.g. to [${shape.join('')}, 1].`
          : 'Add a Reshape in front that leaves two axes: steps and features.',
      'zh-CN':
        shape.length === 1
          ? `若前面是循环层，请设其 return_sequences；若输入为词编号，请在前面添加 Embedding；否则添加 Reshape，例如变为 [${shape.join('')}, 1]。`
          : '请在前面添加 Reshape，变为两维：时间步和特征。'
    }
  )
}

/** [length] or [height, width], as a plane has it. */
export const planar = (sides: readonly number[]): [number, number] => [sides.at(-2) ?? 1, sides.at(-1)!]

/** A window that is not dilated, in TensorFlow's words. */
export const windowOf = (size: readonly number[], strides: readonly number[], padding: string): Window => ({
  size: planar(size),
  strides: planar(strides),
  dilations: [1, 1],
  padding: padding.toUpperCase()
})

/** The image, or the sequence as one: [batch, height, width, channels]. */
export const asImage = (g: GraphBuilder, x: Tensor): Tensor =>
  x.dims.length === 4 ? x : g.reshape(x, [null, 1, x.dims[1]!, x.dims[2]!])

/** A filter of a sequence as that of an image. */
export const asImageFilter = (g: GraphBuilder, filter: Tensor): Tensor =>
  filter.dims.length === 4 ? filter : g.reshape(filter, [1, ...filter.dims])

/** An image back as the sequence that it stands for. */
export const fromImage = (g: GraphBuilder, image: Tensor, rank: Rank): Tensor =>
  rank === 2 ? image : g.reshape(image, [null, image.dims[2]!, image.dims[3]!])
