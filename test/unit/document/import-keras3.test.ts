// Models as Keras 3 saved them, against the shapes and counts that Keras gave (test/fixtures/make/keras_models.py).
import { describe, expect, it } from 'vitest'
import { importModel, importModelText } from '../../../src/document/import'
import { catalogue } from '../../../src/layers'
import { inferModel } from '../../../src/layers/infer'
import { resolveOptimizer } from '../../../src/layers/terms'
import { designSchema, inputsOf } from '../../../src/shared/design'
import { FACTS, failureOf, importedModel, modelText, nodeOf } from '../../support/imported-models'

describe('Keras 3', () => {
  const whole = Object.keys(FACTS).filter((name) => !['custom', 'heads', 'keras2'].includes(name))
  it.each(whole)('%s: shapes and parameters are those of Keras', (name) => {
    const { design } = importedModel(name)
    const facts = FACTS[name]!
    const model = inferModel(design, catalogue)
    expect(model.parameters).toEqual({ total: facts.parameters, trainable: facts.trainable })
    const layer = (wanted: string) => model.layers.find((candidate) => candidate.name === wanted)
    for (const [key, { parameters, shape }] of Object.entries(facts.layers)) {
      const found = layer(key)
      if (!found) continue
      expect([key, found.parameters.total], key).toEqual([key, parameters])
      if (shape !== null) expect([key, found.outputShape]).toEqual([key, shape])
    }
    expect(model.outputs.map((output) => layer(output)!.outputShape)).toEqual(facts.outputs)
  })

  it('leaves out what is the default, and writes terms short', () => {
    const { name, design, training, notes } = importedModel('residual')
    expect([name, notes, training]).toEqual(['residual', [], {}])
    expect(design.nodes.map(({ name: layer, class_name, config }) => [layer, class_name, config])).toEqual([
      ['image', 'Input', { shape: [8, 8, 3] }],
      [
        'conv2d',
        'Conv2D',
        {
          filters: 4,
          kernel_size: [3, 3],
          padding: 'same',
          kernel_initializer: 'he_normal',
          kernel_regularizer: { class_name: 'L2', config: { l2: 0.0001 } }
        }
      ],
      ['batch_normalization', 'BatchNormalization', { momentum: 0.9 }],
      ['activation', 'Activation', { activation: 'relu' }],
      ['separable_conv2d', 'SeparableConv2D', { filters: 4, kernel_size: [3, 3], padding: 'same', use_bias: false }],
      ['leaky_re_lu', 'LeakyReLU', { negative_slope: 0.1 }],
      ['add', 'Add', {}],
      ['max_pooling2d', 'MaxPooling2D', {}],
      ['average_pooling2d', 'AveragePooling2D', { pool_size: [2, 2], strides: [1, 1] }],
      ['global_average_pooling2d', 'GlobalAveragePooling2D', {}],
      ['dropout', 'Dropout', { rate: 0.5, seed: 7 }],
      ['scores', 'Dense', { units: 10, activation: 'softmax', kernel_constraint: 'max_norm' }]
    ])
    expect(inputsOf(design, 'add')).toEqual(['activation', 'leaky_re_lu'])
  })

  it('keeps the order of inputs and outputs', () => {
    const { design, notes } = importedModel('two_inputs')
    const model = inferModel(design, catalogue)
    expect([model.inputs, model.outputs, notes]).toEqual([['words', 'numbers'], ['kind', 'amount'], []])
    expect(inputsOf(design, 'concatenate')).toEqual(['dense', 'global_max_pooling1d'])
  })

  it('makes the second call of a layer a node that shares it', () => {
    const { design, notes } = importedModel('shared')
    expect(nodeOf(design, 'tower_call_2')).toEqual({
      name: 'tower_call_2',
      class_name: 'Dense',
      config: {},
      layer: 'tower'
    })
    expect(inputsOf(design, 'subtract')).toEqual(['tower', 'tower_call_2'])
    expect(notes).toEqual([])
  })

  it('makes models inside blocks, and shares all layers of a model that is called twice', () => {
    const { design, notes } = importedModel('nested')
    expect(design.blocks).toEqual([
      { name: 'encoder', members: ['encoder_dense', 'code'] },
      { name: 'encoder_call_2', members: ['dense_call_2', 'code_call_2'] },
      { name: 'both', members: ['sum', 'product'] }
    ])
    expect(nodeOf(design, 'code_call_2')).toMatchObject({ layer: 'code' })
    expect(nodeOf(design, 'dense_call_2')).toMatchObject({ layer: 'encoder_dense' })
    expect(inputsOf(design, 'sum')).toEqual(['code', 'code_call_2'])
    expect(inputsOf(design, 'join')).toEqual(['product', 'sum'])
    expect(notes).toEqual([])
  })

  it('finds the outputs of a model within', () => {
    const { design, notes } = importedModel('wrapped')
    expect(inferModel(design, catalogue).outputs).toEqual(['wide', 'narrow'])
    expect(design.blocks).toEqual([{ name: 'backbone', members: ['stem', 'wide', 'narrow'] }])
    expect(notes).toEqual([])
  })

  it('reads wrappers', () => {
    const { design, notes } = importedModel('sequence')
    expect(nodeOf(design, 'bidirectional').config).toEqual({
      layer: { class_name: 'LSTM', config: { units: 5, return_sequences: true, dropout: 0.1 } }
    })
    expect(nodeOf(design, 'time_distributed').config).toEqual({
      layer: {
        class_name: 'Dense',
        config: {
          units: 4,
          activation: 'relu',
          kernel_initializer: { class_name: 'RandomNormal', config: { stddev: 0.02 } }
        }
      }
    })
    expect(notes).toEqual([])
  })

  it('takes the masks that Keras writes down for those that go by themselves', () => {
    const { design, notes } = importedModel('masked')
    expect(design.nodes.map(({ class_name }) => class_name)).toEqual([
      'Input',
      'Embedding',
      'LayerNormalization',
      'MultiHeadAttention',
      'LSTM',
      'Dense'
    ])
    expect(nodeOf(design, 'multi_head_attention').config).toMatchObject({ num_heads: 2, key_dim: 4 })
    expect(notes).toEqual([])
  })

  it('keeps what it does not know, whole', () => {
    const { design, notes } = importedModel('custom')
    expect(nodeOf(design, 'twice')).toMatchObject({
      class_name: 'Twice',
      config: { factor: 3, names: ['a', 'b'], name: 'twice' }
    })
    expect(notes).toEqual([{ code: 'IMPORT_LAYER_UNKNOWN', args: { layer: 'twice', found: 'Twice' } }])
    expect(failureOf(() => inferModel(design, catalogue))).toMatchObject({
      code: 'LAYER_UNKNOWN',
      args: { layer: 'twice' }
    })
  })

  it('makes layers of operations', () => {
    const { design, notes } = importedModel('operations')
    expect(notes).toEqual([])
    expect(nodeOf(design, 'multiply')).toMatchObject({ class_name: 'Rescaling', config: { scale: 2 } })
    expect(nodeOf(design, 'subtract')).toMatchObject({ class_name: 'Rescaling', config: { scale: 1, offset: -1 } })
    expect(nodeOf(design, 'relu')).toMatchObject({ class_name: 'Activation', config: { activation: 'relu' } })
    expect(inputsOf(design, 'multiply_1')).toEqual(['concatenate', 'sigmoid'])
  })

  it('adds what an output needs that feeds other layers too', () => {
    const { design, training, notes } = importedModel('heads')
    const model = inferModel(design, catalogue)
    expect(model.outputs).toEqual(['rough_output', 'fine'])
    expect(model.parameters.total).toBe(FACTS.heads!.parameters)
    expect(notes).toEqual([
      { code: 'IMPORT_PARAM_LOST', args: { className: 'Dense', layer: 'trunk', param: 'trainable', found: 'false' } },
      { code: 'IMPORT_OUTPUT_ADDED', args: { layer: 'rough', added: 'rough_output' } },
      { code: 'IMPORT_PARAM_LOST', args: { className: 'Dense', layer: 'fine', param: 'dtype', found: 'float32' } }
    ])
    expect(training).toEqual({
      optimizer: { class_name: 'AdamW', config: { learning_rate: 0.0003, weight_decay: 0.01, clipnorm: 1 } },
      loss: [
        'sparse_categorical_crossentropy',
        { class_name: 'SparseCategoricalCrossentropy', config: { from_logits: true } }
      ],
      loss_weights: [1, 0.5],
      metrics: ['accuracy'],
      dtype_policy: 'mixed_bfloat16'
    })
  })

  it('takes over what the model was compiled with, a schedule too', () => {
    const { training, notes } = importedModel('compiled')
    expect(training).toEqual({
      optimizer: {
        class_name: 'SGD',
        config: {
          learning_rate: {
            class_name: 'ExponentialDecay',
            config: { initial_learning_rate: 0.1, decay_steps: 100, decay_rate: 0.9 }
          },
          momentum: 0.9
        }
      },
      loss: 'mse',
      metrics: ['mae', { class_name: 'RootMeanSquaredError', config: {} }]
    })
    expect(notes).toEqual([])
    expect(resolveOptimizer(training.optimizer!, '').params).toMatchObject({
      momentum: 0.9,
      learning_rate: { name: 'ExponentialDecay' }
    })
  })

  it('gives a Sequential that was built without an Input one', () => {
    const model = JSON.parse(modelText('deferred')) as {
      config: { layers: unknown[]; build_input_shape?: number[] }
      build_config?: unknown
    }
    model.config.layers.shift()
    const { design } = importModel(model, 'm.json', catalogue)
    expect(design.nodes[0]).toEqual({ name: 'input', class_name: 'Input', config: { shape: [4] } })
    expect(inferModel(design, catalogue).parameters.total).toBe(FACTS.deferred!.parameters)
    delete model.config.build_input_shape
    delete model.build_config
    expect(importModel(model, 'm.json', catalogue)).toMatchObject({
      notes: [{ code: 'IMPORT_NO_INPUT' }],
      design: { nodes: [{}, {}] }
    })
  })

  it('makes names valid and unique, and edges follow', () => {
    const model = modelText('shared')
      .replaceAll('"left"', '"左"')
      .replaceAll('"right"', '"右 1"')
      .replaceAll('"tower"', '"tower:é 1"')
    const { design, notes } = importModelText(model, 'm.json', catalogue)
    expect(designSchema.safeParse(design).success).toBe(true)
    expect(design.nodes.map(({ name }) => name)).toEqual([
      'input_layer',
      'input_layer_1',
      'tower_1',
      'tower_1_call_2',
      'subtract',
      'dense'
    ])
    expect(inferModel(design, catalogue).parameters.total).toBe(FACTS.shared!.parameters)
    expect(notes[0]).toEqual({ code: 'IMPORT_RENAMED', args: { layer: 'input_layer', found: '左' } })
  })

  const configs = JSON.parse(modelText('layer-configs')) as Record<
    string,
    { given: Record<string, unknown>; config: Record<string, unknown> }
  >
  it('knows every layer of the catalogue by all that Keras writes of it', () => {
    expect(Object.keys(configs).sort()).toEqual([...catalogue.keys()].filter((name) => name !== 'Input').sort())
  })
  it.each(Object.entries(configs))('%s keeps what was given, and nothing is lost', (class_name, { given, config }) => {
    const layer = { module: 'keras.layers', class_name, config, registered_name: null }
    const { design, notes } = importModel(
      { module: 'keras', class_name: 'Sequential', config: { layers: [layer] } },
      'm.json',
      catalogue
    )
    expect(notes).toEqual([{ code: 'IMPORT_NO_INPUT', args: {} }])
    const [node] = design.nodes
    const wrapped = 'layer' in config ? { layer: { class_name: 'LSTM', config: { units: 3 } } } : {}
    expect(Object.keys(node!.config).sort()).toEqual(
      Object.keys({ ...given, ...wrapped })
        .filter((key) => !isDefault(class_name, key, given[key]))
        .sort()
    )
  })
})

/** A setting that was given as it is by default. */
const isDefault = (className: string, key: string, value: unknown): boolean => {
  const spec = catalogue.get(className)!.params[key]
  return spec?.default !== undefined && JSON.stringify([spec.default].flat()) === JSON.stringify([value].flat())
}
