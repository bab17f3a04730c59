// Keras's optimizers, as TensorFlow's fused updates where there is one of the same formula (tensorflow/core/kernels/
// training_ops.cc against keras/src/optimizers).
import type { GraphBuilder } from './builder'
import type { Node, Tensor, Variable } from './ir'

export interface UpdateInputs {
  g: GraphBuilder
  variable: Variable
  slots: readonly Variable[]
  gradient: Tensor
  learningRate: Tensor
  /** Float scalar: this step's number, from 1. */
  step: Tensor
  params: Readonly<Record<string, unknown>>
}

export interface OptimizerGraph {
  /** What each variable keeps beside it, by name, and where it starts. */
  slots(params: Readonly<Record<string, unknown>>): { name: string; start: number }[]
  update(inputs: UpdateInputs): Node[]
}

const zero = (name: string) => ({ name, start: 0 })
const scalar = ({ g, params }: UpdateInputs, name: string): Tensor => g.float(Number(params[name]))
const power = ({ g, step }: UpdateInputs, base: Tensor): Tensor => g.op('Pow', [base, step])
const apply = (inputs: UpdateInputs, op: string, operands: readonly Tensor[], params = {}): Node[] => [
  inputs.g.update(op, [inputs.variable, ...inputs.slots], operands, params)
]

export const OPTIMIZER_GRAPHS: Record<string, OptimizerGraph> = {
  sgd: {
    slots: ({ momentum }) => (momentum === 0 ? [] : [zero('momentum')]),
    update(inputs) {
      const { gradient, learningRate, params } = inputs
      if (params.momentum === 0) return apply(inputs, 'ResourceApplyGradientDescent', [learningRate, gradient])
      const operands = [learningRate, gradient, scalar(inputs, 'momentum')]
      return apply(inputs, 'ResourceApplyKerasMomentum', operands, { use_nesterov: params.nesterov })
    }
  },
  rmsprop: {
    slots: ({ centered }) => [...(centered ? [zero('average_gradient')] : []), zero('velocity'), zero('momentum')],
    update(inputs) {
      const { gradient, learningRate, params } = inputs
      const op = params.centered ? 'ResourceApplyCenteredRMSProp' : 'ResourceApplyRMSProp'
      const settings = ['rho', 'momentum', 'epsilon'].map((name) => scalar(inputs, name))
      return apply(inputs, op, [learningRate, ...settings, gradient])
    }
  },
  adam: {
    slots: () => [zero('momentum'), zero('velocity')],
    update(inputs) {
      const [beta1, beta2, epsilon] = ['beta_1', 'beta_2', 'epsilon'].map((name) => scalar(inputs, name)) as [
        Tensor,
        Tensor,
        Tensor
      ]
      const powers = [power(inputs, beta1), power(inputs, beta2)]
      return apply(inputs, 'ResourceApplyAdam', [
        ...powers,
        inputs.learningRate,
        beta1,
        beta2,
        epsilon,
        inputs.gradient
      ])
    }
  },
  adamax: {
    slots: () => [zero('momentum'), zero('norm')],
    update(inputs) {
      const [beta1, beta2, epsilon] = ['beta_1', 'beta_2', 'epsilon'].map((name) => scalar(inputs, name)) as [
        Tensor,
        Tensor,
        Tensor
      ]
      return apply(inputs, 'ResourceApplyAdaMax', [
        power(inputs, beta1),
        inputs.learningRate,
        beta1,
        beta2,
        epsilon,
        inputs.gradient
      ])
    }
  },
  adagrad: {
    slots: ({ initial_accumulator_value }) => [{ name: 'accumulator', start: Number(initial_accumulator_value) }],
    // Keras has epsilon under the root, TensorFlow's fused op beside it.
    update({ g, variable, slots: [accumulator], gradient, learningRate, params }) {
      const sum = g.plus(g.read(accumulator!), g.square(gradient))
      const step = g.times(
        g.times(learningRate, gradient),
        g.op('Rsqrt', [g.plus(sum, g.float(Number(params.epsilon)))])
      )
      return [g.assign(accumulator!, sum), g.assign(variable, g.minus(g.read(variable), step))]
    }
  },
  adadelta: {
    slots: () => [zero('accumulated_grad'), zero('accumulated_delta_var')],
    update(inputs) {
      const settings = ['rho', 'epsilon'].map((name) => scalar(inputs, name))
      return apply(inputs, 'ResourceApplyAdadelta', [inputs.learningRate, ...settings, inputs.gradient])
    }
  }
}
