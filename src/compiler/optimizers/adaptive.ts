// Steps by the size of past gradients: keras/src/optimizers/{rmsprop,adagrad,adadelta,ftrl}.py
import { fused, numbers, zero, type OptimizerGraph } from './optimizer'

export const rmsprop: OptimizerGraph = {
  // The fused updates want a momentum, even of nothing.
  slots: ({ centered }) => [...(centered ? [zero('average_gradient')] : []), zero('velocity'), zero('momentum')],
  update(inputs) {
    const { gradient, learningRate, params } = inputs
    const op = params.centered ? 'ResourceApplyCenteredRMSProp' : 'ResourceApplyRMSProp'
    return fused(inputs, op, [learningRate, ...numbers(inputs, 'rho', 'momentum', 'epsilon'), gradient])
  }
}

export const adagrad: OptimizerGraph = {
  slots: ({ initial_accumulator_value }) => [{ name: 'accumulator', start: Number(initial_accumulator_value) }],
  // Keras has epsilon under the root, TensorFlow's fused op beside it.
  update(inputs) {
    const { g, variable, slots, gradient, learningRate } = inputs
    const [epsilon] = numbers(inputs, 'epsilon')
    const sum = g.plus(g.read(slots[0]!), g.square(gradient))
    const way = g.over(g.times(learningRate, gradient), g.op('Sqrt', [g.plus(sum, epsilon!)]))
    return [g.assign(slots[0]!, sum), g.assign(variable, g.minus(g.read(variable), way))]
  }
}

export const adadelta: OptimizerGraph = {
  slots: () => [zero('accumulated_grad'), zero('accumulated_delta_var')],
  update(inputs) {
    const operands = [inputs.learningRate, ...numbers(inputs, 'rho', 'epsilon'), inputs.gradient]
    return fused(inputs, 'ResourceApplyAdadelta', operands)
  }
}

export const ftrl: OptimizerGraph = {
  slots: ({ initial_accumulator_value }) => [
    { name: 'accumulator', start: Number(initial_accumulator_value) },
    zero('linear')
  ],
  update(inputs) {
    const { g, gradient, learningRate } = inputs
    const [l1, l2, shrinkage, exponent, beta] = numbers(
      inputs,
      'l1_regularization_strength',
      'l2_regularization_strength',
      'l2_shrinkage_regularization_strength',
      'learning_rate_power',
      'beta'
    )
    // Keras's beta is a part of l2 that grows as the learning rate falls.
    const more = g.plus(l2!, g.over(beta!, g.times(g.float(2), learningRate)))
    return fused(inputs, 'ResourceApplyFtrlV2', [gradient, learningRate, l1!, more, shrinkage!, exponent!])
  }
}
