// Losses that want a margin between classes: keras/src/losses/losses.py
import type { GraphBuilder } from '../builder'
import type { Tensor } from '../ir'
import { atLeast, lastAxis, oneMinus, overFeatures, type Loss } from './loss'

/** Targets of -1 and 1: a batch that has nothing but 0 and 1 is converted, as Keras does. */
function sides(g: GraphBuilder, target: Tensor): Tensor {
  const is = (value: number): Tensor => g.op('Equal', [target, g.float(value)])
  const binary = g.reduce('Min', g.indicator(g.op('LogicalOr', [is(0), is(1)])), g.allAxes(target))
  return g.plus(target, g.times(binary, g.minus(target, g.float(1))))
}

const margin =
  (measure: (g: GraphBuilder, missing: Tensor) => Tensor): Loss =>
  ({ g, output, target }) =>
    overFeatures(g, measure(g, atLeast(g, oneMinus(g, g.times(sides(g, target), output)), 0)))

export const hinge = margin((_g, missing) => missing)
export const squaredHinge = margin((g, missing) => g.square(missing))

export const categoricalHinge: Loss = ({ g, output, target }) => {
  const right = g.sum(g.times(target, output), lastAxis(output))
  const wrong = g.reduce('Max', g.times(oneMinus(g, target), output), lastAxis(output))
  return atLeast(g, g.plus(g.minus(wrong, right), g.float(1)), 0)
}
