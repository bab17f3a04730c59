// What tfjs-layers 4.22 cannot do, or does otherwise than Keras.
import type { InferredLayer } from '../../layers/infer'
import { NetloomError } from '../../shared/errors'
import type { SessionOptions } from '../engine'

/** Classes whose training agrees with Keras's. */
const LAYERS: ReadonlySet<string> = new Set([
  'Input',
  'Dense',
  'Activation',
  'Dropout',
  'Flatten',
  'Reshape',
  'Conv2D',
  'MaxPooling2D',
  'AveragePooling2D',
  'GlobalMaxPooling2D',
  'GlobalAveragePooling2D',
  'BatchNormalization',
  'Add',
  'Concatenate'
])

const unsupported = (className: string, layer: string, gap: string): NetloomError =>
  new NetloomError('ENGINE_UNSUPPORTED', { className, layer, gap })

/** @throws NetloomError ENGINE_UNSUPPORTED naming the first thing that it lacks */
export function checkSupported({ checked, data, dtype_policy }: SessionOptions): void {
  const { model, inputs, outputs, optimizer } = checked
  for (const layer of model.layers) {
    const gap = gapOf(layer)
    if (gap) throw unsupported(layer.type.className, layer.name, gap)
  }
  const several = [...inputs, ...outputs.map(({ layer }) => layer)]
  if (inputs.length > 1 || outputs.length > 1)
    throw unsupported('Model', several.map(({ name }) => name).join(', '), 'several inputs or outputs')
  if (data.classWeights) throw unsupported('Model', 'training.class_weight', 'class_weight')
  if (dtype_policy !== 'float32') throw unsupported('Model', 'training.dtype_policy', dtype_policy)
  // tfjs subtracts epsilon there, and takes the root of a negative number.
  if (optimizer.name === 'rmsprop' && optimizer.params.centered === true)
    throw unsupported('RMSprop', 'training.optimizer', 'centered true')
}

function gapOf({ name, owner, type: { className }, params }: InferredLayer): string | null {
  if (!LAYERS.has(className)) return 'this layer'
  if (owner !== name) return 'shared layers'
  const term = Object.keys(params).find((key) => /_(regularizer|constraint)$/.test(key) && params[key] !== null)
  if (term !== undefined) return term
  if (className === 'BatchNormalization' && !(params.center && params.scale)) return 'center or scale false'
  if (className === 'Conv2D' && params.groups !== 1) return 'groups above 1'
  if (params.keepdims === true) return 'keepdims true'
  const dilation = params.dilation_rate as number[] | undefined
  return dilation?.some((rate) => rate > 1) ? 'dilation_rate above 1' : null
}
