// Steps along the gradient: keras/src/optimizers/{sgd,lion}.py
import { fused, numbers, zero, type OptimizerGraph } from './optimizer'

export const sgd: OptimizerGraph = {
  slots: ({ momentum }) => (momentum === 0 ? [] : [zero('momentum')]),
  update(inputs) {
    const { gradient, learningRate, params } = inputs
    if (params.momentum === 0) return fused(inputs, 'ResourceApplyGradientDescent', [learningRate, gradient])
    const operands = [learningRate, gradient, ...numbers(inputs, 'momentum')]
    return fused(inputs, 'ResourceApplyKerasMomentum', operands, { use_nesterov: params.nesterov })
  }
}

export const lion: OptimizerGraph = {
  slots: () => [zero('momentum')],
  update(inputs) {
    const { g, variable, slots, gradient, learningRate } = inputs
    const momentum = g.read(slots[0]!)
    const mixed = (beta: number) =>
      g.plus(g.times(momentum, g.float(beta)), g.times(gradient, g.minus(g.float(1), g.float(beta))))
    const way = g.op('Sign', [mixed(Number(inputs.params.beta_1))])
    return [
      g.assign(variable, g.minus(g.read(variable), g.times(learningRate, way))),
      g.assign(slots[0]!, mixed(Number(inputs.params.beta_2)))
    ]
  }
}
