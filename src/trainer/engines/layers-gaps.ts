// What tfjs-layers 4.22 cannot do, or does otherwise than Keras.
import type { CheckedOutput } from '../../layers/check'
import { kerasShape } from '../../layers/define'
import type { InferredLayer } from '../../layers/infer'
import type { ResolvedTerm } from '../../shared/schema'
import { NetloomError } from '../../shared/errors'
import type { SessionOptions } from '../engine'

const names = (list: string): ReadonlySet<unknown> => new Set(list.split(' '))
/** Classes whose training agrees with Keras's. */
const LAYERS = names(
  'Input Dense Activation Dropout Flatten Reshape Conv2D MaxPooling2D AveragePooling2D GlobalMaxPooling2D ' +
    'GlobalAveragePooling2D BatchNormalization Add Multiply Average Maximum Minimum Concatenate'
)
/** Those of them that merge value by value. */
const MERGES = names('Add Multiply Average Maximum Minimum')
const ACTIVATIONS = names('linear relu sigmoid softmax softplus softsign tanh elu selu hard_sigmoid relu6 swish')
/** Terms by their short names, as src/layers/terms has them. */
const TERMS = {
  optimizer: names('sgd rmsprop adam adamax adagrad adadelta'),
  loss: names(
    'mean_squared_error mean_absolute_error log_cosh binary_crossentropy categorical_crossentropy ' +
      'sparse_categorical_crossentropy'
  ),
  metric: names(
    'mean_squared_error mean_absolute_error binary_accuracy categorical_accuracy sparse_categorical_accuracy'
  ),
  initializer: names(
    'zeros ones glorot_uniform glorot_normal he_uniform he_normal lecun_uniform lecun_normal random_normal ' +
      'random_uniform truncated_normal orthogonal'
  )
}
/** What a parameter must be where tfjs-layers does not know it. */
const ONLY: Record<string, readonly unknown[]> = {
  amsgrad: [false],
  weight_decay: [null, 0],
  clipnorm: [null, 0],
  clipvalue: [null, 0],
  global_clipnorm: [null, 0],
  label_smoothing: [0],
  reduction: ['sum_over_batch_size'],
  threshold: [0.5]
}

export const unsupported = (className: string, layer: string, gap: string): NetloomError =>
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
  if (data.sampleWeights) throw unsupported('Model', 'dataset.source.sample_weight', 'sample_weight')
  if (data.classWeights) throw unsupported('Model', 'training.class_weight', 'class_weight')
  if (dtype_policy !== 'float32') throw unsupported('Model', 'training.dtype_policy', dtype_policy)
  checkTerm('optimizer', optimizer, 'training.optimizer')
  for (const output of outputs) checkTerms(output, data.targets === 'input')
  // tfjs subtracts epsilon there, and takes the root of a negative number.
  if (optimizer.name === 'rmsprop' && optimizer.params.centered === true)
    throw unsupported('RMSprop', 'training.optimizer', 'centered true')
  // tfjs has an epsilon of its own there.
  if (optimizer.name === 'adagrad' && optimizer.params.epsilon !== 1e-7)
    throw unsupported('Adagrad', 'training.optimizer', `epsilon ${String(optimizer.params.epsilon)}`)
}

function checkTerms({ loss, metrics, layer }: CheckedOutput, sameShape: boolean): void {
  checkTerm('loss', loss, 'training.loss')
  // Keras compares each position with the target.
  if (layer.outputShape.length > 1 && !sameShape) throw unsupported('Model', layer.name, 'several axes as output')
  for (const metric of metrics) checkTerm('metric', metric, 'training.metrics')
}

function checkTerm(kind: keyof typeof TERMS, term: ResolvedTerm, where: string): void {
  if (!TERMS[kind].has(term.name)) throw unsupported(kind, where, term.name)
  for (const [key, value] of Object.entries(term.params)) {
    if (ONLY[key] && !ONLY[key].includes(value)) throw unsupported(kind, where, `${key} ${String(value)}`)
  }
}

function gapOf({ name, owner, type: { className }, params, inputShapes }: InferredLayer): string | null {
  if (!LAYERS.has(className)) return 'this layer'
  if (owner !== name) return 'shared layers'
  const term = Object.keys(params).find((key) => /_(regularizer|constraint)$/.test(key) && params[key] !== null)
  if (term !== undefined) return term
  const started = Object.keys(params).find((key) => {
    const initializer = params[key] as ResolvedTerm | null
    return key.endsWith('_initializer') && initializer !== null && !TERMS.initializer.has(initializer.name)
  })
  if (started !== undefined) return started
  if (className === 'BatchNormalization' && !(params.center && params.scale)) return 'center or scale false'
  if (className === 'Conv2D' && params.groups !== 1) return 'groups above 1'
  if (params.keepdims === true) return 'keepdims true'
  if (params.activation !== undefined && !ACTIVATIONS.has(params.activation)) return String(params.activation)
  // With a seed, tfjs drops the same values in every step.
  if (className === 'Dropout' && (params.noise_shape ?? params.seed) !== null) return 'noise_shape or seed'
  if (MERGES.has(className) && new Set(inputShapes.map(kerasShape)).size > 1) return 'inputs of different shapes'
  const { length: rank } = inputShapes[0] ?? []
  if (className === 'BatchNormalization' && ![-1, rank].includes(Number(params.axis))) return 'axis other than the last'
  const dilation = params.dilation_rate as number[] | undefined
  return dilation?.some((rate) => rate > 1) ? 'dilation_rate above 1' : null
}
