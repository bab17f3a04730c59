// What the layers that vary images in training have in common (keras/src/layers/preprocessing/image_preprocessing).
import type { GraphBuilder } from '../../compiler/builder'
import type { Tensor } from '../../compiler/ir'
import type { LoweringContext } from '../../compiler/lower'
import type { ParamSpec, ParamSpecs } from '../../shared/schema'
import { imageShape } from '../common'
import { sizeOf, type Shape } from '../define'
import { seed } from './noise'
import { INTERPOLATION_FLOPS } from './resizing'
import { FACTOR } from '../usual'

type Help = ParamSpec['help']

/** How far a layer may go: one number f for [-f, f], or the two ends of the range. */
export const factor = (help: Help) =>
  ({ kind: 'numbers', most: 2, min: -1, max: 1, ...FACTOR, help }) satisfies ParamSpec

/** Which values pixels have, [lowest, highest]. */
export const valueRange = {
  kind: 'numbers',
  least: 2,
  most: 2,
  default: [0, 255],
  help: {
    en: 'Lowest and highest value of a pixel; results beyond are clipped.',
    'zh-CN': '像素的最小值和最大值；超出的结果会被截断。'
  }
} satisfies ParamSpec

/** Of the layers that move pixels; to be followed by `seed` and `fillValue`, in Keras's order. */
export const resampling = {
  fill_mode: {
    kind: 'choice',
    options: ['constant', 'nearest', 'reflect', 'wrap'],
    default: 'reflect',
    help: {
      en: 'What comes in from outside: a constant, the nearest edge, the image mirrored, or the image repeated.',
      'zh-CN': '图像外的部分如何填充：常数、最近的边缘、镜像，或重复图像。'
    }
  },
  interpolation: {
    kind: 'choice',
    options: ['nearest', 'bilinear'],
    default: 'bilinear',
    help: {
      en: 'Between pixels: the value of the nearest one, or a blend of the four around.',
      'zh-CN': '像素之间的取值：最近的像素，或周围四个像素的双线性插值。'
    }
  },
  seed,
  fill_value: {
    kind: 'number',
    default: 0,
    help: {
      en: 'The value outside of the image with fill_mode "constant".',
      'zh-CN': 'fill_mode 为 "constant" 时图像外的取值。'
    }
  }
} satisfies ParamSpecs

export const sameImageShape = ([input]: readonly Shape[]): Shape => {
  imageShape(input!)
  return input!
}

/** Of layers that move pixels: two sums of two products and a shift say where each comes from. */
export const resamplingFlops = (
  _inputs: readonly Shape[],
  { interpolation }: { interpolation: string },
  output: Shape
): number => {
  const [height, width] = imageShape(output)
  return 8 * height * width + INTERPOLATION_FLOPS[interpolation]! * sizeOf(output)
}

export type Range = readonly [low: number, high: number]

/** The range that a factor stands for. @param lowest the least that one number may stand for */
export function factorRange(given: readonly number[], lowest = -1): Range {
  const [first, second] = given as [number, number?]
  if (second !== undefined) return [Math.min(first, second), Math.max(first, second)]
  return [Math.max(-Math.abs(first), lowest), Math.abs(first)]
}

/** Where a layer's random numbers come from: the run, and its own seed if it has one. */
export interface Draws {
  context: LoweringContext
  seed: number | null
}

/** A number for each image, uniform in [low, high): [batch]. Another one for each `purpose` of the layer. */
export function drawn(
  { context: { g, seed: seedFor }, seed: own }: Draws,
  images: Tensor,
  purpose: string,
  [low, high]: Range
): Tensor {
  const uniform = { dims: images.dims.slice(0, 1), dtype: g.floatType }
  const draw = g.op('StatelessRandomUniform', [g.batchOf(images), seedFor(purpose, own)], uniform)
  return g.plus(g.times(draw, g.float(high - low)), g.float(low))
}

/** [batch] as [batch, 1, 1, 1], to go with images. */
export const perImage = (g: GraphBuilder, values: Tensor): Tensor => g.reshape(values, [values.dims[0]!, 1, 1, 1])
