// Layers inside of layers.
import type { LoweringContext } from '../../compiler/lower'
import type { InnerLayer, Shape, WeightSpec } from '../define'

/** The name that Keras gives a layer of a class: SimpleRNN is simple_rnn, Conv2D is conv2d. */
export const kerasName = (className: string): string =>
  className
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()

/** The weights of an inner layer, under the name that it has in its wrapper. */
export const innerWeights = ({ type, params }: InnerLayer, name: string, input: Shape): WeightSpec[] =>
  (type.weights?.([input], params) ?? []).map((weight) => ({ ...weight, name: `${name}/${weight.name}` }))

/** What an inner layer is lowered with: weights and seeds of its own. Its mask is the wrapper's matter. */
export function innerContext(
  context: LoweringContext,
  name: string,
  masks: Pick<LoweringContext, 'mask' | 'setMask'>
): LoweringContext {
  return {
    ...context,
    ...masks,
    weight: (inner) => context.weight(`${name}/${inner}`),
    variable: (inner) => context.variable(`${name}/${inner}`),
    seed: (purpose = '') => context.seed(`${name}/${purpose}`),
    update: (inner, value) => context.update(`${name}/${inner}`, value)
  }
}
