// Mean 0 and variance 1, with gradients that pass over the values fewer times than those of the ops inside.
import type { GraphBuilder } from '../builder'
import { withGradient } from '../composite'
import type { Tensor } from '../ir'

export interface Standardized {
  /** (x - mean) / sqrt(variance + epsilon) */
  value: Tensor
  /** Both with `axes` kept as 1; no gradient goes through them. */
  mean: Tensor
  variance: Tensor
}

/** @param axes those over which mean and variance (that of all values, not of a sample) are taken */
export function standardize(g: GraphBuilder, x: Tensor, axes: readonly number[], epsilon: number): Standardized {
  const mean = g.mean(x, [...axes], true)
  const centred = g.minus(x, mean)
  const variance = g.mean(g.square(centred), [...axes], true)
  const factor = inverseRoot(g, variance, epsilon)
  const made = g.times(centred, factor)
  // With y the value and f the factor: dx = f (dy - mean(dy) - y mean(dy y)).
  const value = withGradient(g, made, [x], (grad) => {
    const along = g.times(made, g.mean(g.times(grad, made), [...axes], true))
    return [g.times(g.minus(g.minus(grad, g.mean(grad, [...axes], true)), along), factor)]
  })
  return { value, mean, variance }
}

/**
 * x times a factor that makes it of a certain norm.
 * @param reduce what is taken of the squares along `axes`: their sum or their mean
 * @param factorOf 1 / sqrt of that, or of little more
 */
export function scaleToNorm(
  g: GraphBuilder,
  x: Tensor,
  axes: readonly number[],
  reduce: 'Sum' | 'Mean',
  factorOf: (square: Tensor) => Tensor
): Tensor {
  const factor = factorOf(g.reduce(reduce, g.square(x), axes, true))
  const made = g.times(x, factor)
  // With y the value and f the factor: dx = f (dy - y reduce(dy y)).
  return withGradient(g, made, [x], (grad) => {
    const along = g.times(made, g.reduce(reduce, g.times(grad, made), axes, true))
    return [g.times(g.minus(grad, along), factor)]
  })
}

/**
 * Over all axes but the last, by TensorFlow's fused op; float32 alone.
 * @param scale, shift [channels]: value * scale + shift is what comes out
 * @returns mean and variance as [channels]
 */
export function standardizeFused(
  g: GraphBuilder,
  x: Tensor,
  scale: Tensor,
  shift: Tensor,
  epsilon: number
): Standardized {
  const { dims } = x
  const between = dims.slice(1, -1).reduce<number>((product, size) => product * size!, 1)
  const image = dims.length === 4 ? x : g.reshape(x, [null, between, 1, dims.at(-1)!])
  const none = g.floats([0], [])
  const [y, mean, sampled] = g.add('FusedBatchNormV3', [image, scale, shift, none, none], { epsilon }).outputs
  // The op divides the squares by count - 1, Keras by count.
  const count = g.over(g.asFloat(g.op('Size', [x])), g.float(dims.at(-1)!))
  const variance = g.times(sampled!, g.over(g.minus(count, g.float(1)), count))
  return { value: image === x ? y! : g.reshape(y!, dims), mean: mean!, variance }
}

/** Keras's guard against a division by zero where all is masked. */
const LEAST = 1e-7

/** Mean and variance of the positions that count, with `axes` kept as 1. @param mask bool, x without its last axis */
export function maskedMoments(
  g: GraphBuilder,
  x: Tensor,
  mask: Tensor,
  axes: readonly number[]
): { mean: Tensor; variance: Tensor } {
  const counts = g.reshape(g.indicator(mask), [...mask.dims, 1])
  const weights = g.op('BroadcastTo', [counts, g.shapeOf(x)], { dims: x.dims })
  const total = g.plus(g.sum(weights, [...axes], true), g.float(LEAST))
  const mean = g.over(g.sum(g.times(x, weights), [...axes], true), total)
  const squares = g.times(g.square(g.minus(x, mean)), weights)
  return { mean, variance: g.over(g.sum(squares, [...axes], true), total) }
}

/** 1 / sqrt(x + epsilon) */
export const inverseRoot = (g: GraphBuilder, x: Tensor, epsilon: number): Tensor =>
  g.op('Rsqrt', [g.plus(x, g.float(epsilon))])
