// What every optimizer of Keras takes (keras/src/optimizers/base_optimizer.py): gradients clipped, then weights decayed,
// before its own update.
import type { GraphBuilder } from '../builder'
import type { Node, Tensor, Variable } from '../ir'
import type { OptimizerParams } from './optimizer'

/** By clipnorm, global_clipnorm or clipvalue; at most one of them is given. */
export function clipped(g: GraphBuilder, gradients: readonly Tensor[], params: OptimizerParams): Tensor[] {
  const [norm, globalNorm, value] = [params.clipnorm, params.global_clipnorm, params.clipvalue].map(Number)
  const squares = (x: Tensor): Tensor => g.sum(g.square(x))
  if (norm! > 0) {
    const limit = g.float(norm!)
    return gradients.map((gradient) =>
      g.over(g.times(gradient, limit), g.op('Maximum', [g.op('Sqrt', [squares(gradient)]), limit]))
    )
  }
  if (globalNorm! > 0) {
    const total = g.op('Sqrt', [gradients.map(squares).reduce(g.plus)])
    const least = g.op('Minimum', [g.over(g.float(1), total), g.float(1 / globalNorm!)])
    // A norm that is no number makes all gradients so, rather than nothing.
    const scale = g.plus(g.times(g.float(globalNorm!), least), g.minus(total, total))
    return gradients.map((gradient) => g.times(gradient, scale))
  }
  if (value! > 0) {
    return gradients.map((gradient) => g.clip(gradient, -value!, value!))
  }
  return [...gradients]
}

/** weight -= weight * weight_decay * learning rate; nothing where it is null. */
export function decayed(g: GraphBuilder, variable: Variable, learningRate: Tensor, params: OptimizerParams): Node[] {
  if (params.weight_decay === null || params.weight_decay === undefined) return []
  const before = g.read(variable)
  const decay = g.times(g.times(before, g.float(Number(params.weight_decay))), learningRate)
  return [g.assign(variable, g.minus(before, decay))]
}
