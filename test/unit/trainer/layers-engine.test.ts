// The engine against tfjs-layers' own fit, and the model file against its own loader.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers'
import { checkProject } from '../../../src/layers/check'
import { validateProject } from '../../../src/shared/project'
import type { SessionOptions } from '../../../src/trainer/engine'
import { toKerasJson } from '../../../src/trainer/engines/keras-json'
import { layersEngine } from '../../../src/trainer/engines/layers-engine'
import { registerSeluGradient } from '../../../src/trainer/engines/selu-gradient'
import { registerWasmGradients } from '../../../src/trainer/engines/wasm-gradients'
import { smallModelWeights, writeModel } from '../../../src/trainer/model-files'
import { stack } from '../../support/projects'
import { tempFolder } from '../../support/temp'

const COUNT = 12
const engine = layersEngine(tf, { name: 'cpu', native: false, version: '' })

function options(training: object, units = 3, label_mode = 'int'): SessionOptions {
  const project = validateProject(
    {
      netloom: 1,
      name: 'small',
      dataset: { source: { name: 'any' }, label_mode },
      model: stack([
        ['Input', { shape: [4] }],
        ['Dense', { units: 5, activation: 'tanh' }],
        ['Dense', { units, activation: units === 1 ? 'sigmoid' : 'softmax' }]
      ]),
      training
    },
    'small'
  )
  const classes = Math.max(2, units)
  const x = Float32Array.from({ length: COUNT * 4 }, (_, i) => Math.sin(i * 1.7))
  const examples = { x, y: Float32Array.from({ length: COUNT }, (_, i) => i % classes), count: COUNT }
  const all = { examples, indices: Uint32Array.from({ length: COUNT }, (_, i) => i) }
  return {
    checked: checkProject(project, catalogue),
    data: {
      shape: [4],
      targets: label_mode as 'int',
      classes,
      classWeights: null,
      sampleWeights: false,
      rescaling: { scale: 1, offset: 0 },
      augmentation: null,
      splits: { train: all, validation: all, test: all }
    },
    batchSize: 5,
    seed: 4,
    dtype_policy: 'float32'
  }
}
const inOrder = Uint32Array.from({ length: COUNT }, (_, i) => i)
beforeAll(() => tf.setBackend('cpu'))

describe('LayersSession', () => {
  it('trains as model.fit does: the same losses from the same weights and batches', async () => {
    const opts = options({ optimizer: 'sgd', loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'] })
    const session = await engine.open(opts)
    const model = await tf.models.modelFromJSON(toKerasJson('m', opts.checked.model, opts.seed) as never)
    model.compile({ optimizer: tf.train.sgd(0.01), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
    const { examples } = opts.data.splits.train
    const history = await model.fit(
      tf.tensor2d(examples.x as Float32Array, [COUNT, 4]),
      tf.tensor2d(examples.y as Float32Array, [COUNT, 1]),
      { batchSize: 5, epochs: 3, shuffle: false, verbose: 0 }
    )
    for (let epoch = 0; epoch < 3; epoch++) {
      session.startEpoch(inOrder, 0)
      const steps = (await session.train(0, 3)).map((row) => session.logs(row))
      const mean = (name: string): number =>
        (steps[0]![name]! * 5 + steps[1]![name]! * 5 + steps[2]![name]! * 2) / COUNT
      expect(mean('loss')).toBeCloseTo(history.history.loss![epoch] as number, 6)
      expect(mean('accuracy')).toBeCloseTo(history.history.acc![epoch] as number, 6)
    }
    session.dispose()
  })

  it.each([
    ['sgd', {}],
    ['sgd', { momentum: 0.9, nesterov: true }],
    ['rmsprop', {}],
    ['adam', {}],
    ['adamax', {}],
    ['adagrad', { learning_rate: 0.1 }],
    ['adadelta', { learning_rate: 1 }]
  ])('%s %j lowers the loss', async (name, config) => {
    const session = await engine.open(
      options({
        optimizer: {
          class_name: {
            sgd: 'SGD',
            rmsprop: 'RMSprop',
            adam: 'Adam',
            adamax: 'Adamax',
            adagrad: 'Adagrad',
            adadelta: 'Adadelta'
          }[name]!,
          config
        },
        loss: 'sparse_categorical_crossentropy'
      })
    )
    const before = session.logs(session.evaluate('train', 0, COUNT)).loss!
    for (let epoch = 0; epoch < 40; epoch++) {
      session.startEpoch(inOrder, 0)
      await session.train(0, 3)
    }
    expect(session.logs(session.evaluate('train', 0, COUNT)).loss!).toBeLessThan(before)
    session.dispose()
  })

  it.each([
    ['sparse_categorical_crossentropy', 'SparseCategoricalCrossentropy', 3, 'int'],
    ['categorical_crossentropy', 'CategoricalCrossentropy', 3, 'categorical'],
    ['binary_crossentropy', 'BinaryCrossentropy', 1, 'int']
  ])('%s from logits equals the same loss behind its activation', async (_name, class_name, units, mode) => {
    const losses: number[] = []
    for (const from_logits of [false, true]) {
      const opts = options({ loss: { class_name, config: { from_logits } } }, units, mode)
      if (from_logits) opts.checked.outputs[0]!.layer.params.activation = 'linear'
      const session = await engine.open(opts)
      losses.push(session.logs(session.evaluate('train', 0, COUNT)).loss!)
      session.dispose()
    }
    expect(losses[0]).toBeGreaterThan(0.1)
    expect(losses[1]).toBeCloseTo(losses[0]!, 5)
  })

  it('accuracy is the share of right argmaxes, counted by hand', async () => {
    const opts = options({ loss: 'sparse_categorical_crossentropy', metrics: ['accuracy', 'acc'] })
    const session = await engine.open(opts)
    const model = await tf.models.modelFromJSON(toKerasJson('m', opts.checked.model, opts.seed) as never)
    const { x, y } = opts.data.splits.train.examples
    const guesses = (model.predict(tf.tensor2d(x as Float32Array, [COUNT, 4])) as tf.Tensor).argMax(-1).dataSync()
    const right = [...guesses].filter((guess, i) => guess === y[i]).length / COUNT
    const logs = session.logs(session.evaluate('train', 0, COUNT))
    expect(logs.accuracy).toBeCloseTo(right, 6)
    expect(logs.acc).toBeCloseTo(right, 6)
    session.dispose()
  })

  it('gives for examples handed over what it gives for its own', async () => {
    const opts = options({ loss: 'sparse_categorical_crossentropy' })
    const rescaled = { ...opts, data: { ...opts.data, rescaling: { scale: 0.5, offset: 0.1 } } }
    const session = await engine.open(rescaled)
    const { x } = opts.data.splits.train.examples
    expect(await session.apply(x.slice(0, 4 * 5), 5)).toEqual(session.predict('train', 0, 5))
    session.dispose()
  })

  it('starts from weights that follow the seed, each variable from its own stream', async () => {
    const weights = async (seed: number) => {
      const session = await engine.open({ ...options({ loss: 'sparse_categorical_crossentropy' }), seed })
      const values = session.weights().map((weight) => [...weight.values])
      session.dispose()
      return values
    }
    expect(await weights(1)).toEqual(await weights(1))
    expect(await weights(1)).not.toEqual(await weights(2))
  })

  it('puts weights back', async () => {
    const session = await engine.open(options({ loss: 'sparse_categorical_crossentropy' }))
    const kept = session.weights()
    session.startEpoch(inOrder, 0)
    await session.train(0, 3)
    expect(session.weights()).not.toEqual(kept)
    session.setWeights(kept)
    expect(session.weights()).toEqual(kept)
    session.dispose()
  })
})

describe('the model on disk', () => {
  it('loads with tfjs-layers and predicts the same', async () => {
    const opts = options({ loss: 'sparse_categorical_crossentropy' })
    const session = await engine.open(opts)
    const folder = join(tempFolder(), 'model')
    await writeModel(folder, 'small', opts.checked.model, session.weights())
    await writeModel(folder, 'small', opts.checked.model, session.weights()) // replaces the first
    const json = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'))
    const bytes = readFileSync(join(folder, 'weights.bin'))
    const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    const artifacts = { modelTopology: json.modelTopology, weightSpecs: json.weightsManifest[0].weights, weightData }
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(artifacts))
    const original = await tf.models.modelFromJSON(toKerasJson('m', opts.checked.model, opts.seed) as never)
    const x = tf.tensor2d([[0.1, -0.2, 0.3, 0.4]])
    expect([...(loaded.predict(x) as tf.Tensor).dataSync()]).toEqual([...(original.predict(x) as tf.Tensor).dataSync()])
    session.dispose()
  })

  it('small models also tell their weights as nested lists, larger ones do not', () => {
    const kernel = { name: 'dense/kernel', shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) }
    const bias = { name: 'dense/bias', shape: [1], values: Float32Array.of(0.1) }
    expect(smallModelWeights([kernel, bias])).toEqual({
      'dense/kernel': [
        [1, 2, 3],
        [4, 5, 6]
      ],
      'dense/bias': [0.10000000149011612]
    })
    expect(smallModelWeights([{ name: 'k', shape: [17], values: new Float32Array(17) }])).toBeUndefined()
  })
})

describe('the gradient of a filter on WebAssembly', () => {
  beforeAll(async () => {
    await import('@tensorflow/tfjs-backend-wasm')
    registerWasmGradients()
  })

  it.each([
    ['valid', 1],
    ['same', 1],
    ['same', 2],
    ['valid', 2]
  ] as const)('padding %s, stride %i: as on the JavaScript backend', async (pad, stride) => {
    const gradients: Float32Array[] = []
    for (const backend of ['cpu', 'wasm']) {
      await tf.setBackend(backend)
      const x = tf.tensor4d(
        Array.from({ length: 2 * 7 * 6 * 3 }, (_, i) => Math.sin(i)),
        [2, 7, 6, 3]
      )
      const filter = tf.tensor4d(
        Array.from({ length: 3 * 2 * 3 * 4 }, (_, i) => Math.cos(i)),
        [3, 2, 3, 4]
      )
      const gradient = tf.grad((w) =>
        tf
          .conv2d(x, w as tf.Tensor4D, stride, pad)
          .square()
          .mean()
      )
      gradients.push(gradient(filter).dataSync() as Float32Array)
    }
    await tf.setBackend('cpu')
    const [expected, found] = gradients as [Float32Array, Float32Array]
    expect(Math.max(...expected.map((value, i) => Math.abs(value - found[i]!)))).toBeLessThan(1e-6)
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(1e-3)
  })
})

describe('the gradient of selu', () => {
  it('at zero is that from above, as in TensorFlow; elsewhere that of tfjs', () => {
    const x = [-100, -2, -0.5, -0, 0, 0.5, 2, 100]
    const slopes = (): number[] => [
      ...tf
        .grad((value) => tf.selu(value))(tf.tensor1d(x))
        .dataSync()
    ]
    const theirs = slopes()
    registerSeluGradient()
    slopes().forEach((slope, i) => expect(slope).toBeCloseTo(x[i] === 0 ? 1.0507009873554805 : theirs[i]!, 6))
    expect(theirs[4]).toBeCloseTo(1.7580993, 6)
  })
})
