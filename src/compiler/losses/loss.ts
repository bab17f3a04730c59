// What a loss is, and what several of them share.
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'

export interface LossInputs {
  g: GraphBuilder
  /** The network's output, float [batch, ...]. */
  output: Tensor
  /** int32 [batch] class numbers for the sparse loss; float, broadcast against the output, for all others. */
  target: Tensor
  params: Readonly<Record<string, unknown>>
}
/** Values by example and position: the output's shape without its last axis. */
export type Loss = (inputs: LossInputs) => Tensor

export const lastAxis = (x: Tensor): number[] => [x.dims.length - 1]
/** The mean over the last axis. */
export const overFeatures = (g: GraphBuilder, values: Tensor): Tensor =>
  values.dims.length === 1 ? values : g.mean(values, lastAxis(values))

export const number = ({ g, params }: LossInputs, name: string): Tensor => g.float(Number(params[name]))
export const oneMinus = (g: GraphBuilder, x: Tensor): Tensor => g.minus(g.float(1), x)
export const atLeast = (g: GraphBuilder, x: Tensor, low: number): Tensor => g.op('Maximum', [x, g.float(low)])
