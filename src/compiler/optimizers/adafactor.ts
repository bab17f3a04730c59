// keras/src/optimizers/adafactor.py: of a matrix, only means of rows and columns are kept.
import type { GraphBuilder } from '../builder'
import type { Dims, Node, Tensor } from '../ir'
import { numbers, power, zero, type OptimizerGraph, type SlotSpec, type UpdateInputs } from './optimizer'

const rms = (g: GraphBuilder, x: Tensor): Tensor => g.op('Sqrt', [g.mean(g.square(x))])

function factored(dims: Dims): SlotSpec[] {
  const row = { ...zero('row'), dims: dims.slice(0, -1) }
  const column = { ...zero('column'), dims: dims.toSpliced(-2, 1) }
  return [row, column]
}

/** The mean of squared gradients, and what keeps it. */
function velocityOf({ g, slots, gradient, params, step }: UpdateInputs): { velocity: Tensor; kept: Node[] } {
  const squares = g.plus(g.square(gradient), g.float(Number(params.epsilon_1)))
  const fresh = power(g, step, g.float(Number(params.beta_2_decay)))
  const kept = g.minus(g.float(1), fresh)
  const moved = (slot: (typeof slots)[number], now: Tensor): Tensor =>
    g.plus(g.times(kept, g.read(slot)), g.times(g.minus(g.float(1), kept), now))
  const last = gradient.dims.length - 1
  if (last < 1) {
    const velocity = moved(slots[0]!, squares)
    return { velocity, kept: [g.assign(slots[0]!, velocity)] }
  }
  const row = moved(slots[0]!, g.mean(squares, [last]))
  const column = moved(slots[1]!, g.mean(squares, [last - 1]))
  const share = g.over(row, g.mean(row, [last - 1], true))
  const outer = g.times(
    g.reshape(share, [...gradient.dims.slice(0, -1), 1]),
    g.reshape(column, gradient.dims.with(last - 1, 1))
  )
  return { velocity: outer, kept: [g.assign(slots[0]!, row), g.assign(slots[1]!, column)] }
}

export const adafactor: OptimizerGraph = {
  slots: (_params, dims) => (dims.length < 2 ? [zero('velocity')] : factored(dims)),
  update(inputs) {
    const { g, variable, gradient, learningRate, step } = inputs
    const [epsilon2, threshold] = numbers(inputs, 'epsilon_2', 'clip_threshold')
    const least = (a: Tensor, b: Tensor): Tensor => g.op('Minimum', [a, b])
    const most = (a: Tensor, b: Tensor): Tensor => g.op('Maximum', [a, b])
    // With relative_step, Keras takes the smaller of both before, which changes nothing here.
    const rate = least(learningRate, g.over(g.float(1), g.op('Sqrt', [step])))
    const before = g.read(variable)
    const alpha = g.times(most(epsilon2!, rms(g, before)), rate)
    const { velocity, kept } = velocityOf(inputs)
    const way = g.over(gradient, g.op('Sqrt', [velocity]))
    const clipped = g.over(way, most(g.float(1), g.over(rms(g, way), threshold!)))
    return [...kept, g.assign(variable, g.minus(before, g.times(alpha, clipped)))]
  }
}
