// Layers that take their weights from the training examples before training starts, as Keras's adapt() does.
import { describe, expect, it } from 'vitest'
import { catalogue, sizeOf } from '../../../src/layers'
import { checkProject } from '../../../src/layers/check'
import { validateProject } from '../../../src/shared/project'
import type { NamedWeight, SessionOptions } from '../../../src/trainer/engine'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import { whyMissing } from '../../support/missing'
import { stack } from '../../support/projects'

const COUNT = 1300
/** Far from 0 beside how far apart they are, as years and prices are. */
const value = (i: number): number => 1000 + Math.sin(i * 1.7) * (1 + (i % 4))
const x = (shape: readonly number[]): Float32Array =>
  Float32Array.from({ length: COUNT * sizeOf(shape) }, (_, i) => value(i))

const train = Uint32Array.from({ length: 1100 }, (_, i) => (i * 7) % COUNT)
const rest = Uint32Array.from({ length: 100 }, (_, i) => (i * 7) % COUNT)

async function adapted(shape: number[], layers: Parameters<typeof stack>[0]): Promise<NamedWeight[]> {
  const project = validateProject(
    {
      netloom: 1,
      name: 'adapted',
      dataset: { source: { name: 'any' }, split: { validation: 0 } },
      model: stack([['Input', { shape }], ...layers, ['Flatten'], ['Dense', { units: 1 }]]),
      training: { optimizer: 'sgd', loss: 'mean_squared_error', metrics: [] }
    },
    'adapted'
  )
  const examples = { x: x(shape), y: new Float32Array(COUNT), count: COUNT }
  const part = (indices: Uint32Array) => ({ examples, indices })
  const options: SessionOptions = {
    checked: checkProject(project, catalogue),
    data: {
      shape,
      targets: 'numbers',
      classes: 0,
      classWeights: null,
      sampleWeights: false,
      rescaling: { scale: 1, offset: 0 },
      augmentation: null,
      splits: { train: part(train), validation: part(rest), test: part(rest) }
    },
    batchSize: 32,
    seed: 1,
    dtype_policy: 'float32'
  }
  const session = await (await loadNativeEngine()).open(options)
  const weights = session.weights()
  session.dispose()
  return weights
}

/** Mean and variance of the training examples' values, apart for each group that a place of an example belongs to. */
function expected(shape: number[], groups: number, groupOf: (place: number) => number) {
  const values = x(shape)
  const size = sizeOf(shape)
  const lists = Array.from({ length: groups }, (): number[] => [])
  for (const example of train)
    for (let place = 0; place < size; place++) lists[groupOf(place)]!.push(values[example * size + place]!)
  const mean = (list: number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length
  return {
    mean: lists.map(mean),
    variance: lists.map((list) => mean(list.map((one) => (one - mean(list)) ** 2)))
  }
}

function closeTo(weight: NamedWeight | undefined, values: number[], tolerance = 1e-5): void {
  expect(weight!.values).toHaveLength(values.length)
  values.forEach((one, i) => expect(Math.abs(weight!.values[i]! / one - 1)).toBeLessThan(tolerance))
}
const named = (weights: NamedWeight[], name: string): NamedWeight | undefined =>
  weights.find((weight) => weight.name === name)

const missing = whyMissing('native-runtime')
describe.skipIf(missing !== null)('Normalization takes mean and variance from the training split', () => {
  it.each([
    ['of each feature', [3], -1, 3, (place: number) => place % 3],
    ['of all values', [2, 3], null, 1, () => 0],
    ['of each step', [2, 3], 1, 2, (place: number) => Math.floor(place / 3)],
    ['of each place of two axes', [2, 3], [2, 1], 6, (place: number) => place]
  ])('%s', async (_title, shape, axis, groups, groupOf) => {
    const weights = await adapted(shape, [['Normalization', { axis }]])
    const { mean, variance } = expected(shape, groups, groupOf)
    closeTo(named(weights, 'layer_1/mean'), mean)
    closeTo(named(weights, 'layer_1/variance'), variance)
    expect(Array.from(named(weights, 'layer_1/count')!.values)).toEqual([0])
  })

  it('that have passed the layers before it, adapted ones among them', async () => {
    const weights = await adapted([3], [['Normalization'], ['Normalization', { axis: null }], ['Normalization']])
    expect(Math.abs(named(weights, 'layer_2/mean')!.values[0]!)).toBeLessThan(1e-4)
    closeTo(named(weights, 'layer_2/variance'), [1], 1e-4)
    closeTo(named(weights, 'layer_3/variance'), [1, 1, 1], 1e-4)
  })
})
