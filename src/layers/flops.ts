// Floating-point operations of a layer's parts, for one example; LayerType.flops states what counts.
import { sizeOf, type InnerLayer, type LayerType, type Shape } from './define'

/** Of a function of common.ts's ACTIVATIONS on some values. */
export const activationFlops = (name: string, values: number): number => (name === 'linear' ? 0 : values)

/** A number of operations for each value of the output. */
export const perOutput =
  (operations: number) =>
  (_inputs: readonly Shape[], _params: unknown, output: Shape): number =>
    operations * sizeOf(output)

/** Outputs that are each a weighted sum of `terms` values, with a bias and an activation function where there are any. */
export function weightedSums(
  outputs: number,
  terms: number,
  { use_bias, activation }: { use_bias: boolean; activation: string }
): number {
  return outputs * (2 * terms + (use_bias ? 1 : 0)) + activationFlops(activation, outputs)
}

export const flopsOf = (
  type: LayerType,
  inputs: readonly Shape[],
  params: InnerLayer['params'],
  output: Shape
): number => type.flops?.(inputs, params, output) ?? 0

/** Of a layer inside of another one. */
export const innerFlops = ({ type, params }: InnerLayer, inputs: readonly Shape[]): number =>
  flopsOf(type, inputs, params, type.outputShape(inputs, params))
