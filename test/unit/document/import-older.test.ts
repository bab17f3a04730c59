// Models of Keras 2 (test/fixtures/models/keras2.json, as tf.keras 2.15 writes it) and of TensorFlow.js.
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import { importModel } from '../../../src/document/import'
import { catalogue } from '../../../src/layers'
import { inferModel, type InferredModel } from '../../../src/layers/infer'
import { listExamples } from '../../../src/main/projects/examples'
import { inputsOf } from '../../../src/shared/design'
import { toKerasJson } from '../../../src/trainer/engines/keras-json'
import { codes, FACTS, importedModel, modelText, nodeOf } from '../../support/imported-models'

interface Layer {
  module?: string
  registered_name?: null
  class_name: string
  config: Record<string, unknown> & { layers?: Layer[] }
}
const keras2 = (): Layer => JSON.parse(modelText('keras2')) as Layer

describe('Keras 2', () => {
  it('has the shapes and parameters that Keras gives', () => {
    const { design } = importedModel('keras2')
    const model = inferModel(design, catalogue)
    const facts = FACTS.keras2!
    expect(model.parameters).toEqual({ total: facts.parameters, trainable: facts.trainable })
    const compared = model.layers.filter(({ name }) => facts.layers[name]?.shape)
    expect(compared).toHaveLength(13)
    for (const { name, outputShape, parameters } of compared)
      expect([name, { parameters: parameters.total, shape: outputShape }]).toEqual([name, facts.layers[name]])
  })

  it('has its words turned into those of Keras 3', () => {
    const { design, notes } = importedModel('keras2')
    expect(nodeOf(design, 'leaky_re_lu').config).toEqual({ negative_slope: 0.2 })
    expect(nodeOf(design, 'batch_normalization').config).toEqual({ axis: 3 })
    expect(nodeOf(design, 'conv2d').config).toEqual({
      filters: 2,
      kernel_size: [3, 3],
      padding: 'same',
      kernel_regularizer: 'l2'
    })
    expect(inputsOf(design, 'tf.__operators__.add')).toEqual(['conv2d', 'leaky_re_lu'])
    expect(nodeOf(design, 'tf.math.multiply')).toMatchObject({ class_name: 'Rescaling', config: { scale: 0.5 } })
    expect(inputsOf(design, 'attention')).toEqual(['embedding', 'embedding'])
    expect(inputsOf(design, 'concatenate')).toEqual(['flatten', 'gru', 'dense', 'dense_call_2'])
    expect(notes).toEqual([
      {
        code: 'IMPORT_FORMULA',
        args: { className: 'GRU', layer: 'gru', param: 'recurrent_activation', found: 'hard_sigmoid' }
      }
    ])
  })

  it('reads the form before 2.13, and what HDF5 holds as text', () => {
    const untagged = ({ module: _module, registered_name: _registered, ...layer }: Layer): Layer => ({
      ...layer,
      config: { ...layer.config, ...(layer.config.layers && { layers: layer.config.layers.map(untagged) }) }
    })
    const old = untagged(keras2())
    const expected = importedModel('keras2')
    expect(importModel(old, 'm.json', catalogue)).toEqual(expected)
    const training_config = JSON.stringify({
      optimizer_config: {
        class_name: 'Adam',
        config: { name: 'Adam', learning_rate: 0.009999999776482582, decay: 0, epsilon: 1e-7, jit_compile: false }
      },
      loss: {
        class_name: 'SparseCategoricalCrossentropy',
        config: {
          reduction: 'auto',
          name: 'sparse_categorical_crossentropy',
          from_logits: false,
          ignore_class: null,
          fn: 'sparse_categorical_crossentropy'
        }
      },
      metrics: [
        [
          {
            class_name: 'MeanMetricWrapper',
            config: { name: 'accuracy', dtype: 'float32', fn: 'sparse_categorical_accuracy' }
          }
        ]
      ],
      loss_weights: null
    })
    const { design, training, notes } = importModel(
      { model_config: JSON.stringify(old), training_config },
      'm.json',
      catalogue
    )
    expect(design).toEqual(expected.design)
    expect(training).toEqual({
      optimizer: { class_name: 'Adam', config: { learning_rate: 0.01 } },
      loss: 'sparse_categorical_crossentropy',
      metrics: ['accuracy']
    })
    expect(codes(notes)).toEqual(['IMPORT_FORMULA'])
  })

  it('reads a Sequential whose config is the list of its layers', () => {
    const layer = (name: string, units: number, more = {}) => ({
      class_name: 'Dense',
      config: { name, units, ...more }
    })
    const model = { class_name: 'Sequential', config: [layer('a', 3, { batch_input_shape: [null, 4] }), layer('b', 2)] }
    const { design, notes } = importModel(model, 'm.json', catalogue)
    expect(inferModel(design, catalogue).parameters.total).toBe(4 * 3 + 3 + 3 * 2 + 2)
    expect(notes).toEqual([])
  })
})

/** model.json as tfjs writes it to a folder. */
async function savedByTfjs(model: tf.LayersModel): Promise<Record<string, unknown>> {
  let saved: tf.io.ModelArtifacts | undefined
  await model.save(
    tf.io.withSaveHandler((artifacts) => {
      saved = artifacts
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } })
    }),
    { includeOptimizer: true }
  )
  const { modelTopology, format, weightSpecs, trainingConfig } = saved!
  const file = { modelTopology, format, weightsManifest: [{ paths: ['w.bin'], weights: weightSpecs }], trainingConfig }
  return JSON.parse(JSON.stringify(file)) as Record<string, unknown>
}

function tfjsModel(): tf.LayersModel {
  const inner = tf.sequential({
    name: 'inner',
    layers: [tf.layers.dense({ name: 'dense_Inner', units: 3, inputShape: [4], kernelInitializer: 'heNormal' })]
  })
  const [a, b] = [tf.input({ shape: [4], name: 'a' }), tf.input({ shape: [6, 2], name: 'myInput' })]
  const series = tf.layers.gru({ name: 'gru', units: 2, recurrentActivation: 'sigmoid' }).apply(b) as tf.SymbolicTensor
  const both = tf.layers
    .bidirectional({
      name: 'both',
      layer: tf.layers.lstm({ units: 2, recurrentActivation: 'sigmoid' }) as tf.RNN,
      mergeMode: 'concat'
    })
    .apply(b) as tf.SymbolicTensor
  const joined = tf.layers
    .concatenate({ name: 'join' })
    .apply([inner.apply(a) as tf.SymbolicTensor, inner.apply(a) as tf.SymbolicTensor, series, both])
  const scores = tf.layers
    .dense({
      name: 'scores',
      units: 5,
      activation: 'softmax',
      kernelRegularizer: 'l1l2',
      kernelInitializer: 'leCunNormal'
    })
    .apply(joined) as tf.SymbolicTensor
  return tf.model({ inputs: [a, b], outputs: scores, name: 'fromTfjs' })
}

describe('TensorFlow.js', () => {
  it('has the shapes and parameters that tfjs gives', async () => {
    const model = tfjsModel()
    model.compile({ optimizer: tf.train.adam(0.1, 0.8), loss: 'categoricalCrossentropy', metrics: ['accuracy'] })
    const { name, design, notes, training } = importModel(await savedByTfjs(model), 'model.json', catalogue)
    const inferred = inferModel(design, catalogue)
    expect(name).toBe('fromTfjs')
    expect(inferred.parameters.total).toBe(model.countParams())
    expect(inferred.outputs).toEqual(['scores'])
    expect(inputsOf(design, 'join')).toEqual(['dense_Inner', 'dense_Inner_call_2', 'gru', 'both'])
    expect(nodeOf(design, 'dense_Inner').config).toEqual({ units: 3, kernel_initializer: 'he_normal' })
    expect(nodeOf(design, 'gru').config).toMatchObject({ units: 2, reset_after: false })
    expect(nodeOf(design, 'scores').config).toMatchObject({ kernel_initializer: 'lecun_normal' })
    expect(training).toEqual({
      optimizer: { class_name: 'Adam', config: { learning_rate: 0.1, beta_1: 0.8 } },
      loss: 'categorical_crossentropy',
      metrics: ['accuracy']
    })
    expect(codes(notes)).toEqual(['IMPORT_WEIGHTS_LEFT'])
  })

  it("reads JavaScript's names as Python's", async () => {
    const model = tfjsModel()
    const python = importModel(model.toJSON(null, false), 'm.json', catalogue)
    const javascript = {
      className: model.getClassName(),
      config: model.getConfig(),
      kerasVersion: 'tfjs-layers 4.22.0'
    }
    const { design } = importModel(JSON.parse(JSON.stringify(javascript)), 'm.json', catalogue)
    expect(design).toEqual(python.design)
    expect(design.nodes.map(({ name }) => name)).toContain('myInput')
  })

  it('reads what Netloom itself saves of a run', async () => {
    const folder = join(import.meta.dirname, '../../../examples')
    for (const { id, project } of await listExamples(folder)) {
      const model = inferModel(project.model, catalogue)
      const { design, notes } = importModel({ modelTopology: toKerasJson(id, model, 1) }, 'model.json', catalogue)
      const again = inferModel(design, catalogue)
      const facts = ({ layers, outputs }: InferredModel) => [
        outputs,
        layers.map((layer) => [layer.name, layer.inputs, layer.outputShape, layer.parameters])
      ]
      expect([id, notes, facts(again)]).toEqual([id, [], facts(model)])
    }
  })
})
