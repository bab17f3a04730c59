// What the network is fed: the same in the Data view as in training.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers'
import { checkProject } from '../../../src/layers/check'
import { DataService } from '../../../src/main/data/service'
import { openFrame } from '../../../src/main/datasets/open-frame'
import { openPrepared, prepareFrame } from '../../../src/main/datasets/prepared'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { validateProject } from '../../../src/shared/project'
import { orderOfEpoch } from '../../../src/pipeline/augment/replay'
import { gatherBatch } from '../../../src/trainer/feed'
import { prepare } from '../../../src/trainer/prepare'
import { dataOf, folderOf, petsCsv, pictureFolder, textFolder } from '../../support/data-sources'
import { stack } from '../../support/projects'
import { failure } from '../datasets/build'
import { world, type Ask } from './service'

const { ask } = await world()
/** With the datasets of this machine. */
const real = new DataService().handlers as unknown as Pick<Ask, 'batch'>
const ref = (source: object, rest: object = {}) => ({ data: dataOf(source, rest), baseDir: null })
const RESIZING = [
  { class_name: 'Resizing', config: { height: 4, width: 4 } },
  { class_name: 'Rescaling', config: { scale: 1 / 255 } }
]
const images = { format: 'images', path: pictureFolder() }
const pictures = ref(images, { preprocessing: RESIZING, split: { validation: 2 } })
/** Numbers alone, in which a table's short way and its long way could differ. */
const numbersCsv = (): string => {
  const lines = Array.from({ length: 40 }, (_, i) => `${i / 3},${-i * 1e-7},${['no', 'yes', 'maybe'][i % 3]}`)
  return join(folderOf({ 'numbers.csv': `a,b,kind\n${lines.join('\n')}\n` }), 'numbers.csv')
}
const AUGMENTATION = { rotation_range: 30, horizontal_flip: true, width_shift_range: 0.2 }

describe('a tensor', () => {
  it('of bytes is rescaled as the network does it, with its target', async () => {
    const found = await ask.tensor({ ...ref({ name: 'tiny' }, { preprocessing: [RESIZING[1]!] }), row: 8 })
    expect(found).toMatchObject({ shape: [2, 3], dtype: 'float32', target: [0] })
    expect([...found.x]).toEqual([243, 242, 241, 240, 239, 238].map((value) => Math.fround(value / 255)))
    const categorical = ref({ name: 'tiny' }, { label_mode: 'categorical' })
    expect((await ask.tensor({ ...categorical, row: 5 })).target).toEqual([0, 0, 1])
    expect((await ask.tensor({ ...ref({ name: 'tiny' }, { label_mode: 'input' }), row: 5 })).target).toEqual([])
  })

  it('of a row that does not reach the network is an error, as is one that is not there', async () => {
    expect((await ask.tensor({ ...pictures, row: 7 })).shape).toEqual([4, 4, 3])
    await failure('DATA_ROW_LEFT_OUT', ask.tensor({ ...pictures, row: 1 }))
    await failure('DATA_ROW', ask.tensor({ ...pictures, row: 8 }))
    const dropping = {
      preprocessing: [{ class_name: 'SimpleImputer', columns: ['age', 'weight'], config: { strategy: 'drop' } }]
    }
    const pets = { format: 'csv', path: petsCsv(), features: ['age', 'weight'], target: 'kind', task: 'classification' }
    await failure('DATA_ROW_LEFT_OUT', ask.tensor({ ...ref(pets, dropping), row: 3 }))
    expect([...(await ask.tensor({ ...ref(pets, dropping), row: 4 })).x]).toEqual([12, 14])
  })
})

describe('variants', () => {
  it('are what the first epochs would draw, the same for a seed; without augmentation, the row itself', async () => {
    const augmented = ref(images, { preprocessing: RESIZING, split: { validation: 2 }, augmentation: AUGMENTATION })
    const draw = (seed: number) => ask.variants({ ...augmented, row: 3, count: 4, seed })
    const [first, again, other] = [await draw(1), await draw(1), await draw(2)]
    expect(first).toEqual(again)
    expect(first.x).not.toEqual(other.x)
    expect(first.x).toHaveLength(4 * 48)
    const plain = await ask.variants({ ...pictures, row: 3, count: 2, seed: 1 })
    const { x } = await ask.tensor({ ...pictures, row: 3 })
    expect([...plain.x]).toEqual([...x, ...x])
  })
})

const cases: [string, object, object, number[]][] = [
  ['a dataset known by name', { name: 'mnist' }, { preprocessing: [RESIZING[1]!] }, [28, 28]],
  [
    'its augmented pictures',
    { name: 'mnist' },
    { preprocessing: [RESIZING[1]!], augmentation: AUGMENTATION },
    [28, 28]
  ],
  [
    'a folder of pictures',
    images,
    { preprocessing: RESIZING, split: { validation: 2 }, augmentation: AUGMENTATION },
    [4, 4, 3]
  ],
  [
    'a table with steps',
    { format: 'csv', path: petsCsv(), task: 'classification' },
    {
      preprocessing: [
        { class_name: 'SimpleImputer', columns: ['age', 'weight'] },
        { class_name: 'OneHotEncoder', columns: ['colour'] },
        { class_name: 'Normalization', columns: ['age', 'weight'] }
      ]
    },
    [5]
  ],
  [
    'texts',
    { format: 'texts', path: textFolder() },
    {
      preprocessing: [{ class_name: 'TextVectorization', config: { output_sequence_length: 5 } }],
      split: { validation: 0 }
    },
    [5]
  ]
]

describe('a batch', () => {
  it.each(cases)('of %s is to the bit what training is fed', async (_, source, rest, shape) => {
    const data = dataOf(source, rest)
    const project = validateProject(
      {
        ...{ netloom: 1, name: 'fed', dataset: data },
        model: stack([['Input', { shape }], ['Flatten'], ['Dense', { units: 10, activation: 'softmax' }]]),
        training: { optimizer: 'adam', loss: 'sparse_categorical_crossentropy' }
      },
      'fed'
    )
    const prepared = await openPrepared(await resolveDataset(data.source, { baseDir: null }), data)
    const training = prepare(project, checkProject(project, catalogue), prepared)
    const { train } = training.splits
    const order = orderOfEpoch(train.indices.length, { seed: 7, shuffle: true }, 2)
    const batch = 1
    const size = 3
    const fed = gatherBatch(training, train, order, batch * size, Math.min(size, order.length - size), {
      seed: 7,
      epoch: 2
    })
    const asked = { ...ref(source, rest), epoch: 2, batch, batch_size: size, shuffle: true, seed: 7 }
    const shown = await ('name' in source ? real : ask).batch(asked)
    expect(shown.shape).toEqual(shape)
    expect(shown.x).toEqual(fed.x)
    expect([...shown.y]).toEqual([...fed.y])
    expect(shown.batches).toBe(Math.ceil(train.indices.length / size))
    expect(shown.rows).toHaveLength(fed.count)
    expect([...shown.rows]).toEqual(
      Array.from({ length: fed.count }, (_, i) => prepared.rows[train.indices[order[size + i]!]!]!)
    )
  })

  it('that is not there is an error', async () => {
    const asked = { ...pictures, epoch: 0, batch_size: 2, shuffle: false, seed: 0 }
    await failure('BATCH_RANGE', ask.batch({ ...asked, batch: 3 }))
    expect((await ask.batch({ ...asked, batch: 2 })).rows).toHaveLength(2)
  })
})

describe('the short way and the long way of preparing', () => {
  it.each([
    ['mnist', { name: 'mnist' }, { split: { validation: 0.1, stratified: true }, preprocessing: [RESIZING[1]!] }],
    ['mnist, for an autoencoder', { name: 'mnist' }, { split: { stratified: true }, label_mode: 'input' }],
    [
      'a table of classes',
      { format: 'csv', path: numbersCsv(), features: ['a', 'b'], target: 'kind', task: 'classification' },
      { split: { test: 0.2, stratified: true } }
    ],
    [
      'a table of quantities',
      { format: 'csv', path: numbersCsv(), features: ['b'], target: 'a' },
      { split: { test: 5, validation: 4 } }
    ]
  ])('%s: the same examples, splits and labels', async (_, source, rest) => {
    const data = dataOf(source, rest)
    const resolved = await resolveDataset(data.source, { baseDir: null })
    const short = await openPrepared(resolved, data)
    const frame = await openFrame(resolved)
    const long = await prepareFrame(frame, resolved, data)
    await frame.close()
    expect(long.dataset).toMatchObject({
      shape: short.dataset.shape,
      classes: short.dataset.classes,
      task: short.dataset.task
    })
    expect(long.rescaling).toEqual(short.rescaling)
    const size = short.dataset.shape.reduce((a, b) => a * b, 1)
    for (const split of ['train', 'validation', 'test'] as const) {
      const [a, b] = [short.splits[split], long.splits[split]]
      expect(b.indices.length, split).toBe(a.indices.length)
      const y = (view: typeof a) => Array.from(view.indices, (row) => view.examples.y[row]!)
      if (data.label_mode !== 'input') expect(y(b), split).toEqual(y(a))
      const differs = Array.from(a.indices.keys()).findIndex((i) => {
        const [from, to] = [a.indices[i]! * size, b.indices[i]! * size]
        for (let j = 0; j < size; j++) if (a.examples.x[from + j] !== b.examples.x[to + j]) return true
        return false
      })
      expect(differs, split).toBe(-1)
    }
  })
})
