// Every entry of the catalogue goes through the same harness: a new layer file is tested without an edit here, as long
// as an input that suits it is among SAMPLES.
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { catalogue, kerasShape, sizeOf, type LayerType } from '../../../src/layers'
import { checkProject } from '../../../src/layers/check'
import { dataTerms } from '../../../src/layers/data-facts'
import { inferModel } from '../../../src/layers/infer'
import type { OpenDataset } from '../../../src/shared/dataset'
import { LOCALES } from '../../../src/shared/locale'
import { validateProject, type Project } from '../../../src/shared/project'
import type { SessionOptions } from '../../../src/trainer/engine'
import { layersEngine } from '../../../src/trainer/engines/layers-engine'
import { checkSupported } from '../../../src/trainer/engines/layers-gaps'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import { toKerasJson } from '../../../src/trainer/engines/keras-json'
import { splitDataset } from '../../../src/trainer/split'
import { whyMissing } from '../../support/missing'

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

const cases = [...catalogue.values()].flatMap((layer) =>
  (CONFIGS[layer.className] ?? [{}]).map((config) => [layer.className, config, layer] as const)
)

/** Input -> (Dense ->) the layer under test -> Flatten -> Dense 2, a whole project that trains. */
function projectWith(layer: LayerType, config: Record<string, never>): Project {
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

/** The project on six examples, as an engine takes it. */
function options(project: Project): SessionOptions {
  const checked = checkProject(project, catalogue)
  const shape = [...checked.inputs[0]!.outputShape]
  // Small whole numbers: also fit as tokens.
  const x = Float32Array.from({ length: 6 * sizeOf(shape) }, (_, i) => (i * 7) % 5)
  const train = { x, y: Float32Array.of(0, 1, 0, 1, 0, 1), count: 6 }
  const dataset: OpenDataset = {
    name: 'any',
    task: 'classification',
    shape,
    classes: ['a', 'b'],
    train,
    test: null,
    hashes: {}
  }
  const splits = splitDataset(dataset, project.dataset.split)
  const data = { ...dataTerms(project, checked, dataset), splits }
  return { checked, data, batchSize: 4, seed: 3, dtype_policy: 'float32' }
}

function isLacking(opened: SessionOptions): boolean {
  try {
    checkSupported(opened)
    return false
  } catch {
    return true
  }
}
const native = whyMissing('native-runtime')

describe.each(cases)('%s %j', (className, config, layer) => {
  const project = projectWith(layer, config)
  beforeAll(() => tf.setBackend('cpu'))

  it('has words in both languages and a default or a case for every parameter', () => {
    for (const locale of LOCALES) {
      expect(layer.title[locale]).not.toBe('')
      expect(layer.summary[locale]).not.toBe('')
      for (const spec of Object.values(layer.params)) expect(spec.help[locale]).not.toBe('')
    }
  })

  it('keeps its config through JSON and inference', () => {
    const again = validateProject(JSON.parse(JSON.stringify(project)), className)
    expect(again).toEqual(project)
    const inferred = inferModel(project.model, catalogue).layers.find((candidate) => candidate.name === 'tested')
    if (inferred) expect(Object.keys(inferred.params)).toEqual(Object.keys(layer.params))
  })

  const executesInTfjs = async () => {
    const inferred = inferModel(project.model, catalogue)
    const model = await tf.models.modelFromJSON(toKerasJson('model', inferred, 1) as never)
    for (const expected of inferred.layers) {
      const real = model.getLayer(expected.name)
      expect(kerasShape(expected.outputShape)).toBe(kerasShape((real.outputShape as number[]).slice(1)))
      expect(expected.parameters.total).toBe(real.countParams())
      expect(expected.weights.map((weight) => weight.shape)).toEqual(real.getWeights().map((weight) => weight.shape))
    }
    const output = model.predict(tf.ones([3, ...inferred.layers[0]!.outputShape])) as tf.Tensor
    expect(output.shape).toEqual([3, 2])
  }
  // What tfjs-layers lacks is held to Keras's weights and values by trainer/keras-parity.test.ts alone.
  if (!isLacking(options(project))) it('infers the shapes and weights that tfjs-layers executes', executesInTfjs)

  it('trains: weights move, stay finite, and no tensor is left behind', async ({ skip }) => {
    const opened = options(project)
    const lacking = isLacking(opened)
    if (lacking && native) skip(native)
    const engine = lacking ? await loadNativeEngine() : layersEngine(tf, { name: 'cpu', native: false, version: '' })
    const session = await engine.open(opened)
    const before = session.weights()
    session.startEpoch(Uint32Array.from([0, 1, 2, 3, 4, 5]))
    const logs = (await session.train(0, 2)).map((row) => session.logs(row)) // the second batch is partial
    const after = session.weights()
    expect(logs).toHaveLength(2)
    expect(logs.every(({ loss }) => Number.isFinite(loss))).toBe(true)
    expect(after.map((weight) => weight.name)).toEqual(
      opened.checked.model.layers.flatMap((l) => l.weights.map((w) => `${l.name}/${w.name}`))
    )
    expect(after.some((weight, i) => weight.values.some((value, j) => value !== before[i]!.values[j]))).toBe(true)
    expect(after.every((weight) => weight.values.every(Number.isFinite))).toBe(true)
    const settled = tf.memory().numTensors
    session.startEpoch(Uint32Array.from([0, 1, 2, 3, 4, 5]))
    await session.train(0, 2)
    expect(tf.memory().numTensors).toBe(settled)
    session.dispose()
    await tf.setBackend('cpu')
  })
})
