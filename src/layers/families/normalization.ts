// What the layers that normalize have in common: axes, and the scale and shift that they learn.
import type { GraphBuilder } from '../../compiler/builder'
import type { Tensor } from '../../compiler/ir'
import type { ParamSpec, ParamSpecs, ParamValues } from '../../shared/schema'
import { constraint, initializer, regularizer, weight } from '../common'
import { sizeOf, type Shape, type WeightSpec } from '../define'
import { EPSILON } from '../usual'

const beta = { en: 'shift (beta)', 'zh-CN': '平移量 beta' }
const gamma = { en: 'scale (gamma)', 'zh-CN': '缩放量 gamma' }

/** The parameters of every layer that scales and shifts what it has normalized. */
export const centerAndScale = {
  center: { kind: 'boolean', default: true, help: { en: 'Learn a shift (beta).', 'zh-CN': '是否学习平移量 beta。' } },
  scale: { kind: 'boolean', default: true, help: { en: 'Learn a scale (gamma).', 'zh-CN': '是否学习缩放量 gamma。' } },
  beta_initializer: initializer('zeros', beta),
  gamma_initializer: initializer('ones', gamma)
} as const satisfies ParamSpecs
export const betaAndGammaTerms = {
  beta_regularizer: regularizer(beta),
  gamma_regularizer: regularizer(gamma),
  beta_constraint: constraint(beta),
  gamma_constraint: constraint(gamma)
} as const satisfies ParamSpecs
type Affine = ParamValues<typeof centerAndScale & typeof betaAndGammaTerms>

export const epsilon = (fallback: number) =>
  ({
    kind: 'number',
    min: 0,
    ...EPSILON,
    default: fallback,
    help: { en: 'Added to the variance against division by zero.', 'zh-CN': '加在方差上的小量，避免除以零。' }
  }) satisfies ParamSpec

export const oneAxis = {
  kind: 'integer',
  default: -1,
  help: {
    en: 'The axis of the features; counts the batch as 0, negative from the end.',
    'zh-CN': '特征所在的轴；批量维为 0，负数从末尾数起。'
  }
} as const satisfies ParamSpec
export const someAxes = {
  kind: 'integers',
  single: true,
  default: -1,
  help: {
    en: 'The axis or axes to normalize over; counts the batch as 0, negative from the end.',
    'zh-CN': '沿哪个轴（或哪些轴）归一化；批量维为 0，负数从末尾数起。'
  }
} as const satisfies ParamSpec

/** gamma and beta, where they are wanted. */
export const affineWeights = (shape: Shape, params: Affine): WeightSpec[] => [
  ...(params.scale ? [weight('gamma', shape, params)] : []),
  ...(params.center ? [weight('beta', shape, params)] : [])
]

/** A weight that spans some axes of a batch, with all others as 1. */
export const spanning = (g: GraphBuilder, value: Tensor, places: readonly number[], x: Tensor): Tensor =>
  isLast(places, x)
    ? value
    : g.reshape(
        value,
        x.dims.map((size, axis) => (places.includes(axis) ? size : 1))
      )
const isLast = (places: readonly number[], { dims }: Tensor): boolean =>
  places.length === 1 && places[0] === dims.length - 1

/** x * gamma + beta, as far as they are wanted. @param places the axes that gamma and beta span */
export function scaleAndShift(
  g: GraphBuilder,
  x: Tensor,
  places: readonly number[],
  { scale, center }: Pick<Affine, 'scale' | 'center'>,
  read: (name: string) => Tensor
): Tensor {
  const scaled = scale ? g.times(x, spanning(g, read('gamma'), places, x)) : x
  if (!center) return scaled
  if (isLast(places, x)) return g.op('BiasAdd', [scaled, read('beta')])
  return g.plus(scaled, spanning(g, read('beta'), places, x))
}

/** How many sets of values a layer takes means of, each over all of the given axes. */
export const setsOf = (shape: Shape, places: readonly number[]): number =>
  sizeOf(shape.filter((_size, i) => !places.includes(i + 1)))

/**
 * Bringing some sets of values to mean 0 and variance 1, as Keras does it: for each value one operation for the mean,
 * three for the variance and two to scale and shift; for each set four for the factor and the shift. Before that the
 * factor is multiplied by gamma, and the shift computed with it and beta, for each of `factors` places.
 */
export function standardizationFlops(
  { values, sets, factors }: Record<'values' | 'sets' | 'factors', number>,
  { scale, center }: Pick<Affine, 'scale' | 'center'>
): number {
  const shift = scale ? 2 * factors : sets
  return 6 * values + 4 * sets + shift + (center ? factors : 0)
}

/** Bringing some sets of values to length 1: square, add up, multiply; three for the factor of each set, but one. */
export const unitFlops = (values: number, sets: number): number => 3 * values + 2 * sets
