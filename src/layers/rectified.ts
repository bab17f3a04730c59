import type { InferredLayer } from './infer'
import type { InnerLayer } from './define'

type Params = Pick<InferredLayer, 'type' | 'params'>

/**
 * Whether a layer's outputs are cut off at 0, so that a unit may be 0 for every example and learn nothing from any. Of what a
 * recurrent layer gives, the activation is only a part.
 */
export function isRectified({ type, params }: Params): boolean {
  if (type.className === 'TimeDistributed') return isRectified(params.layer as InnerLayer)
  if (type.className === 'ReLU') return params.negative_slope === 0
  return type.group !== 'recurrent' && (params.activation === 'relu' || params.activation === 'relu6')
}
