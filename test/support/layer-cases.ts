// Every layer of the catalogue with configs that suit it, and a small project around each.
import { catalogue, type LayerType } from '../../src/layers'
import { validateProject, type Project } from '../../src/shared/project'

/** Configs that leave no required parameter out. */
const CONFIGS: Record<string, Record<string, never>[]> = Object.fromEntries(
  Object.entries({
    Input: [{ shape: [4] }],
    Dense: [{ units: 3 }, { units: 3, activation: 'relu', use_bias: false, kernel_initializer: 'he_normal' }],
    Activation: [{ activation: 'tanh' }, { activation: 'softmax' }],
    Embedding: [
      { input_dim: 5, output_dim: 3 },
      { input_dim: 5, output_dim: 2, mask_zero: true }
    ],
    SimpleRNN: [{ units: 3 }, { units: 2, return_sequences: true, go_backwards: true }],
    LSTM: [{ units: 3 }, { units: 2, return_sequences: true, dropout: 0.2, recurrent_dropout: 0.2 }],
    GRU: [{ units: 3 }, { units: 2, reset_after: false, dropout: 0.2 }],
    Bidirectional: [
      { layer: { class_name: 'LSTM', config: { units: 3 } } },
      { layer: { class_name: 'GRU', config: { units: 2, return_sequences: true } }, merge_mode: 'sum' }
    ],
    TimeDistributed: [{ layer: { class_name: 'Dense', config: { units: 3 } } }],
    RepeatVector: [{ n: 3 }],
    Permute: [{ dims: [2, 1] }],
    LeakyReLU: [{}, { negative_slope: 0.1 }],
    PReLU: [{}, { shared_axes: 1, alpha_initializer: 'ones' }],
    ELU: [{}, { alpha: 0.5 }],
    ReLU: [{}, { max_value: 2, negative_slope: 0.1, threshold: 0.5 }],
    Softmax: [{}, { axis: [1] }],
    Dropout: [{ rate: 0.5 }, { rate: 0.2, noise_shape: [1, null], seed: 3 }],
    SpatialDropout1D: [{ rate: 0.5 }],
    SpatialDropout2D: [{ rate: 0.5 }],
    AlphaDropout: [{ rate: 0.2 }, { rate: 0.2, noise_shape: [null, 1] }],
    GaussianDropout: [{ rate: 0.2 }],
    GaussianNoise: [{ stddev: 0.2, seed: 5 }],
    ActivityRegularization: [{}, { l1: 0.01, l2: 0.02 }],
    Rescaling: [{ scale: 0.5 }, { scale: [1, 2, 3, 4], offset: -1 }],
    Dot: [{ axes: 1 }, { axes: [-1, 1], normalize: true }],
    Reshape: [{ target_shape: [-1] }],
    Conv2D: [
      { filters: 2, kernel_size: 3 },
      { filters: 2, kernel_size: [3, 2], strides: 2, padding: 'same', activation: 'relu' },
      { filters: 2, kernel_size: 2, dilation_rate: 2, use_bias: false },
      { filters: 4, kernel_size: 2, groups: 2 }
    ],
    Conv1D: [
      { filters: 2, kernel_size: 3, padding: 'causal', data_format: 'channels_last' },
      { filters: 2, kernel_size: 2, dilation_rate: 2, padding: 'same', use_bias: false }
    ],
    Conv2DTranspose: [
      { filters: 2, kernel_size: 3 },
      { filters: 2, kernel_size: 2, strides: 3, padding: 'same', output_padding: 2 }
    ],
    DepthwiseConv2D: [
      { kernel_size: 3, depth_multiplier: 2 },
      { kernel_size: 2, strides: [1, 2], padding: 'same' },
      { kernel_size: 2, strides: 2, dilation_rate: 2, padding: 'same' }
    ],
    SeparableConv2D: [{ filters: 3, kernel_size: 2 }],
    MaxPooling1D: [{}, { pool_size: 3, strides: 1, padding: 'same' }],
    AveragePooling1D: [{ pool_size: 2 }],
    MaxPooling2D: [{}, { pool_size: [2, 3], strides: 1, padding: 'same' }],
    AveragePooling2D: [{ pool_size: 2 }, { pool_size: 3, strides: 2, padding: 'same' }],
    GlobalAveragePooling1D: [{}, { keepdims: true }],
    UpSampling2D: [{}, { interpolation: 'bilinear' }, { interpolation: 'bicubic' }],
    BatchNormalization: [{}, { momentum: 0.9, center: false, scale: false }, { axis: 1 }],
    GroupNormalization: [{ groups: 2 }, { groups: -1, axis: 1 }],
    Normalization: [{}, { axis: null, mean: 1, variance: 2 }],
    MultiHeadAttention: [
      { num_heads: 2, key_dim: 3, dropout: 0.2 },
      { num_heads: 1, key_dim: 2, attention_axes: 2 }
    ],
    RandomFlip: [{}, { mode: 'vertical', seed: 4 }],
    RandomRotation: [{ factor: 0.1 }, { factor: [-0.1, 0.3], fill_mode: 'constant', fill_value: 2, seed: 4 }],
    RandomTranslation: [{ height_factor: 0.2, width_factor: [0, 0.3], interpolation: 'nearest' }],
    RandomZoom: [{ height_factor: 0.2 }, { height_factor: 0.2, width_factor: [-0.3, 0], fill_mode: 'wrap' }],
    RandomContrast: [{ factor: 0.2 }, { factor: [0.1, 0.3], value_range: [0, 1] }],
    RandomBrightness: [{ factor: 0.2, value_range: [0, 1] }]
  })
) as never
const IMAGE_LAYERS = /2D(Transpose)?$|^BatchNormalization$|^GroupNormalization$|Attention$|^Random/
const SEQUENCE_LAYERS = /1D$|RNN$|^LSTM$|^GRU$|^Bidirectional$|^TimeDistributed$|^Permute$/
const sampleShape = (className: string): number[] => {
  if (IMAGE_LAYERS.test(className)) return [6, 5, 2]
  return SEQUENCE_LAYERS.test(className) ? [6, 2] : [4]
}

/** Every layer of the catalogue with its configs: [class, config, layer]. */
export const layerCases = [...catalogue.values()].flatMap((layer) =>
  (CONFIGS[layer.className] ?? [{}]).map((config) => [layer.className, config, layer] as const)
)

/** Input -> (Dense ->) the layer under test -> Flatten -> Dense 2, a whole project that trains. */
export function projectWith(layer: LayerType, config: Record<string, never>): Project {
  const shape = sampleShape(layer.className)
  const isInput = layer.className === 'Input'
  const merges = layer.inputs.min > 1
  const nodes = [
    { name: 'input', class_name: 'Input', config: { shape } },
    ...(merges ? [{ name: 'branch', class_name: 'Dense', config: { units: shape.at(-1)! } }] : []),
    ...(isInput ? [] : [{ name: 'tested', class_name: layer.className, config }]),
    { name: 'flatten', class_name: 'Flatten', config: {} },
    { name: 'output', class_name: 'Dense', config: { units: 2, activation: 'softmax' } }
  ]
  const edges = [
    ...(merges
      ? [
          { source: 'input', target: 'branch' },
          { source: 'branch', target: 'tested', index: 1 }
        ]
      : []),
    ...(isInput
      ? [{ source: 'input', target: 'flatten' }]
      : [
          { source: 'input', target: 'tested', index: 0 },
          { source: 'tested', target: 'flatten' }
        ]),
    { source: 'flatten', target: 'output' }
  ]
  return validateProject(
    {
      netloom: 1,
      name: layer.className,
      dataset: { source: { name: 'any' }, split: { validation: 0 } },
      model: { nodes, edges },
      training: { optimizer: 'adam', loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'], batch_size: 4 }
    },
    layer.className
  )
}
