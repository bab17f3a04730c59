// What changes the size of an image or a sequence: UpSampling, ZeroPadding, Cropping.
import type { GraphBuilder } from '../../compiler/builder'
import type { Tensor } from '../../compiler/ir'
import type { LoweringContext } from '../../compiler/lower'
import type { ParamSpecs, ParamValues } from '../../shared/schema'
import { ShapeProblem, type Shape } from '../define'
import { dataFormat, spatialShape, type Rank } from './spatial'

const RESIZE: Record<string, string> = {
  nearest: 'ResizeNearestNeighbor',
  bilinear: 'ResizeBilinear',
  bicubic: 'ResizeBicubic'
}

/**
 * Of one value. Bilinear: three blends of two values by a difference, a product and a sum; bicubic: five sums of four
 * products.
 */
export const INTERPOLATION_FLOPS: Record<string, number> = { nearest: 0, bilinear: 9, bicubic: 40 }

/** An image made larger by whole factors of height and width. Smooth ones are computed in float32, as in Keras. */
export function enlarge(g: GraphBuilder, x: Tensor, factors: readonly number[], interpolation: string): Tensor {
  const [batch, height, width, channels] = x.dims
  const size = [height! * factors[0]!, width! * factors[1]!]
  return g.asFloat(g.op(RESIZE[interpolation]!, [x, g.ints(size)], { dims: [batch!, ...size, channels!] }))
}

/** [before, after] for each side. */
type Margins = readonly (readonly [number, number])[]

const marginHelp = (rank: Rank, what: { en: string; 'zh-CN': string }) =>
  rank === 1
    ? {
        en: `Steps to ${what.en} at both ends: one number, or [before, after].`,
        'zh-CN': `两端${what['zh-CN']}的步数：一个数，或 [前, 后]。`
      }
    : {
        en: `Pixels to ${what.en}: one number, [height, width], or [[top, bottom], [left, right]].`,
        'zh-CN': `四周${what['zh-CN']}的像素数：一个数、[高, 宽] 或 [[上, 下], [左, 右]]。`
      }

export const zeroPaddingParams = (rank: Rank) =>
  ({
    padding: {
      kind: 'pairs',
      length: rank,
      min: 0,
      default: 1,
      help: marginHelp(rank, { en: 'add', 'zh-CN': '补零' })
    },
    data_format: dataFormat
  }) satisfies ParamSpecs
type ZeroPaddingValues = ParamValues<ReturnType<typeof zeroPaddingParams>>

export const zeroPaddingShape =
  (rank: Rank) =>
  ([input]: readonly Shape[], { padding }: ZeroPaddingValues): Shape => {
    const { sides, channels } = spatialShape(input!, rank)
    return [...sides.map((length, i) => length + padding[i]![0] + padding[i]![1]), channels]
  }

export const lowerZeroPadding = (
  { g }: LoweringContext,
  [x]: readonly Tensor[],
  { padding }: ZeroPaddingValues
): Tensor => (padding.flat().every((count) => count === 0) ? x! : g.pad(x!, [[0, 0], ...padding, [0, 0]]))

export const croppingParam = (rank: Rank) =>
  ({ kind: 'pairs', length: rank, min: 0, help: marginHelp(rank, { en: 'cut off', 'zh-CN': '裁去' }) }) as const

/** @throws ShapeProblem when nothing is left */
export const croppingShape =
  (rank: Rank) =>
  ([input]: readonly Shape[], { cropping }: { cropping: Margins }): Shape => {
    const { sides, channels } = spatialShape(input!, rank)
    const left = sides.map((length, i) => length - cropping[i]![0] - cropping[i]![1])
    if (Math.min(...left) > 0) return [...left, channels]
    const cut = cropping.map(([before, after]) => before + after).join(', ')
    throw new ShapeProblem(
      { en: `sides longer than the ${cut} that are cut off`, 'zh-CN': `边长大于所裁掉的 ${cut}` },
      sides.join(', '),
      { en: 'Choose a smaller cropping.', 'zh-CN': '请减小 cropping。' }
    )
  }

export const lowerCropping = (
  { g }: LoweringContext,
  [x]: readonly Tensor[],
  { cropping }: { cropping: Margins }
): Tensor =>
  cropping.reduce(
    (kept, [before, after], i) =>
      before + after === 0 ? kept : g.slice(kept, i + 1, before, kept.dims[i + 1]! - before - after),
    x!
  )
