// Every entry of the catalogue goes through the same harness: a new layer file is tested without an edit here, as long
// as test/support/layer-cases.ts has an input and a config that suit it.
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { catalogue, kerasShape, sizeOf } from '../../../src/layers'
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
import { splitDataset } from '../../../src/main/datasets/split'
import { layerCases, projectWith } from '../../support/layer-cases'
import { whyMissing } from '../../support/missing'

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
  const data = { ...dataTerms(project, checked, dataset, { scale: 1, offset: 0 }), augmentation: null, splits }
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

describe.each(layerCases)('%s %j', (className, config, layer) => {
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
    session.startEpoch(Uint32Array.from([0, 1, 2, 3, 4, 5]), 0)
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
    session.startEpoch(Uint32Array.from([0, 1, 2, 3, 4, 5]), 0)
    await session.train(0, 2)
    expect(tf.memory().numTensors).toBe(settled)
    session.dispose()
    await tf.setBackend('cpu')
  })
})
