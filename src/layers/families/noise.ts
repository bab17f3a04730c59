// Layers of chance: what they draw, in training alone.
import type { GraphBuilder } from '../../compiler/builder'
import type { Dims, Tensor } from '../../compiler/ir'
import type { LoweringContext } from '../../compiler/lower'
import { dropoutFactors } from '../../compiler/parts/dropout'
import type { ParamSpec } from '../../shared/schema'
import { kerasShape, ShapeProblem, type Shape } from '../define'
import { RATE } from '../usual'

export { seed } from '../terms/initializers'

/** `most`: 1 where everything may be dropped; less where Keras then divides by zero. */
export const rate = (most: number) =>
  ({
    kind: 'number',
    min: 0,
    max: most,
    ...RATE,
    help: { en: 'Share of values to drop.', 'zh-CN': '置零的比例。' }
  }) satisfies ParamSpec
/** The largest rate of layers that divide by 1 - rate. */
export const BELOW_ONE = 0.999

export const noiseShape = {
  kind: 'sizes',
  nullable: true,
  default: null,
  help: {
    en: 'Shape of the choices, with the batch first: 1 drops all along an axis together, null each on its own.',
    'zh-CN': '随机掩码的形状，首位为批量维：1 表示沿该轴一起丢弃，null 表示各自独立。'
  }
} satisfies ParamSpec

type NoiseShape = readonly (number | null)[] | null

/** The input's own shape. @throws ShapeProblem for a noise shape that cannot be stretched over it */
export function shapeUnderNoise(input: Shape, noise: NoiseShape): Shape {
  const whole = [null, ...input]
  const fits =
    noise?.length === whole.length && noise.every((size, i) => size === null || size === 1 || size === whole[i])
  if (noise === null || fits) return input
  const sizes = noise.map((size) => size ?? 'null').join(', ')
  throw new ShapeProblem(
    { en: `a noise_shape for ${kerasShape(input)}`, 'zh-CN': `适合 ${kerasShape(input)} 的 noise_shape` },
    `[${sizes}]`,
    {
      en: 'Give one entry for each axis, with the batch first: null, 1 or the size of the axis; of the batch, null or 1.',
      'zh-CN': '请为每个轴给出一项，首位为批量维：null、1 或该轴大小；批量维只能是 null 或 1。'
    }
  )
}

type Distribution = 'StatelessRandomUniform' | 'StatelessRandomNormal'

/**
 * Uniform numbers in [0, 1), or normal ones of mean 0 and deviation 1: others in each step and layer.
 * @param own the layer's parameter `seed`
 * @param noise of the shape of x where null, else of this one
 */
export function drawn(
  { g, seed: seedOf }: LoweringContext,
  distribution: Distribution,
  x: Tensor,
  own: number | null,
  noise: NoiseShape = null
): Tensor {
  const dims: Dims = x.dims.map((size, axis) => noise?.[axis] ?? size)
  return g.op(distribution, [noise ? sizesOf(g, x, dims) : g.shapeOf(x), seedOf('', own)], { dims, dtype: g.floatType })
}

/** `dims` as a tensor, where the batch may be as large as that of x. */
function sizesOf(g: GraphBuilder, x: Tensor, [batch, ...others]: Dims): Tensor {
  const rest = g.ints(others as number[])
  return g.concat([typeof batch === 'number' ? g.ints([batch]) : g.batchOf(x), rest], 0)
}

/** Numbers that decide which values a layer drops. */
export const chances = (context: LoweringContext, x: Tensor, own: number | null, noise: NoiseShape): Tensor =>
  drawn(context, 'StatelessRandomUniform', x, own, noise)

/** What is left of x when a share of its values is dropped, scaled so that the sum stays the same on average. */
export function dropped(
  context: LoweringContext,
  x: Tensor,
  share: number,
  own: number | null,
  noise: NoiseShape = null
): Tensor {
  const { g, training } = context
  if (!training || share === 0) return x
  if (share === 1) return g.times(x, g.float(0))
  // One factor for both directions: the gradient is multiplied by it as well.
  return g.times(x, dropoutFactors(g, chances(context, x, own, noise), share))
}
