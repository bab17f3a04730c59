// Adam and its kin: keras/src/optimizers/{adam,adamw,adamax,nadam}.py
import type { Tensor } from '../ir'
import { fused, numbers, power, towards, zero, type OptimizerGraph } from './optimizer'

type Three = [Tensor, Tensor, Tensor]

/** AdamW is Adam with another weight_decay. */
export const adam: OptimizerGraph = {
  slots: ({ amsgrad }) => [zero('momentum'), zero('velocity'), ...(amsgrad ? [zero('velocity_hat')] : [])],
  update(inputs) {
    const { g, step, learningRate, gradient, params } = inputs
    const [beta1, beta2, epsilon] = numbers(inputs, 'beta_1', 'beta_2', 'epsilon') as Three
    const op = params.amsgrad ? 'ResourceApplyAdamWithAmsgrad' : 'ResourceApplyAdam'
    const powers = [power(g, beta1, step), power(g, beta2, step)]
    return fused(inputs, op, [...powers, learningRate, beta1, beta2, epsilon, gradient])
  }
}

export const adamax: OptimizerGraph = {
  slots: () => [zero('momentum'), zero('norm')],
  update(inputs) {
    const { g, step, learningRate, gradient } = inputs
    const [beta1, beta2, epsilon] = numbers(inputs, 'beta_1', 'beta_2', 'epsilon') as Three
    const operands = [power(g, beta1, step), learningRate, beta1, beta2, epsilon, gradient]
    return fused(inputs, 'ResourceApplyAdaMax', operands)
  }
}

/** Nadam's momentum grows with the steps: beta_1 (1 - 0.96^step / 2) */
function momentumAt(g: Parameters<typeof power>[0], beta1: Tensor, step: Tensor): Tensor {
  const decay = g.times(g.float(0.5), power(g, g.float(0.96), step))
  return g.times(beta1, g.minus(g.float(1), decay))
}

export const nadam: OptimizerGraph = {
  slots: () => [zero('momentum'), zero('velocity')],
  // The product of all momenta so far.
  shared: [{ name: 'u_product', start: 1 }],
  advance(inputs, [product]) {
    const [beta1] = numbers(inputs, 'beta_1')
    return [inputs.g.times(product!, momentumAt(inputs.g, beta1!, inputs.step))]
  },
  update(inputs) {
    const { g, variable, slots, step, learningRate, gradient, shared } = inputs
    const [beta1, beta2, epsilon] = numbers(inputs, 'beta_1', 'beta_2', 'epsilon') as Three
    const one = g.float(1)
    const now = momentumAt(g, beta1, step)
    const next = momentumAt(g, beta1, g.plus(step, one))
    const product = shared[0]!
    const momentum = towards(g, g.read(slots[0]!), gradient, g.minus(one, beta1))
    const velocity = towards(g, g.read(slots[1]!), g.square(gradient), g.minus(one, beta2))
    const ahead = g.over(g.times(next, momentum), g.minus(one, g.times(product, next)))
    const here = g.over(g.times(g.minus(one, now), gradient), g.minus(one, product))
    const size = g.op('Sqrt', [g.over(velocity, g.minus(one, power(g, beta2, step)))])
    const way = g.over(g.times(g.plus(ahead, here), learningRate), g.plus(size, epsilon))
    return [
      g.assign(slots[0]!, momentum),
      g.assign(slots[1]!, velocity),
      g.assign(variable, g.minus(g.read(variable), way))
    ]
  }
}
