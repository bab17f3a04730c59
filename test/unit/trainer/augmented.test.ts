// Augmented training: what is fed is what can be replayed, and only training sees it.
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../src/layers'
import { checkProject } from '../../../src/layers/check'
import { augmentationOf } from '../../../src/layers/data-facts'
import { orderOfEpoch, replayBatch } from '../../../src/pipeline/augment/replay'
import type { OpenDataset } from '../../../src/shared/dataset'
import { augmentationSchema, type Augmentation } from '../../../src/shared/preprocessing'
import { validateProject } from '../../../src/shared/project'
import { randomStream } from '../../../src/shared/random'
import type { Session, SessionOptions, Statistics } from '../../../src/trainer/engine'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import { loadPortableEngine } from '../../../src/trainer/engines/portable'
import { fedData } from '../../../src/trainer/engines/session-data'
import { gatherBatch } from '../../../src/trainer/feed'
import { whyMissing } from '../../support/missing'
import { stack } from '../../support/projects'

const SEED = 11
const BATCH = 4
const SHAPE = [6, 6]
const SIZE = 36
const SCALE = 1 / 255
const AUGMENTATION = augmentationSchema.parse({
  rotation_range: 25,
  width_shift_range: 0.2,
  height_shift_range: [1, 2],
  zoom_range: 0.3,
  horizontal_flip: true,
  channel_shift_range: 20,
  brightness_range: [0.6, 1.4],
  fill_mode: 'reflect'
})

const random = randomStream(1, 'pictures')
const pictures = Uint8Array.from({ length: 30 * SIZE }, () => Math.floor(random() * 256))
const labels = Uint8Array.from({ length: 30 }, (_, i) => i % 3)
const examples = { x: pictures, y: labels, count: 30 }
/** 16 rows, by far not the first ones. */
const trained = Uint32Array.from({ length: 16 }, (_, i) => 29 - ((i * 7) % 20))
const held = Uint32Array.of(0, 1, 2, 3, 4)

type Layers = Parameters<typeof stack>[0]
const NETWORK: Layers = [['Flatten'], ['Dense', { units: 8, activation: 'tanh' }], ['Dropout', { rate: 0.2 }]]

function optionsOf(augmentation: Augmentation | null, layers: Layers = NETWORK): SessionOptions {
  const project = validateProject(
    {
      netloom: 1,
      name: 'augmented',
      dataset: { source: { name: 'any' } },
      model: stack([['Input', { shape: SHAPE }], ...layers, ['Dense', { units: 3, activation: 'softmax' }]]),
      training: { optimizer: 'adam', loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'] }
    },
    'augmented'
  )
  const view = (indices: Uint32Array) => ({ examples, indices })
  return {
    checked: checkProject(project, catalogue),
    data: {
      shape: SHAPE,
      targets: 'int',
      classes: 3,
      classWeights: null,
      sampleWeights: false,
      rescaling: { scale: SCALE, offset: 0 },
      augmentation,
      splits: { train: view(trained), validation: view(held), test: view(held) }
    },
    batchSize: BATCH,
    seed: SEED,
    dtype_policy: 'float32'
  }
}

const replayed = (epoch: number, batch: number, batchSize = BATCH) =>
  replayBatch(
    { x: pictures, shape: SHAPE, indices: trained, augmentation: AUGMENTATION, seed: SEED, shuffle: true, batchSize },
    epoch,
    batch
  )
const orderOf = (epoch: number): Uint32Array => orderOfEpoch(trained.length, { seed: SEED, shuffle: true }, epoch)

describe('replayBatch', () => {
  it('has the rows that the order of the epoch says, all of them once', () => {
    const rows = [0, 1, 2, 3].flatMap((batch) => [...replayed(2, batch).rows])
    expect(rows).toEqual(Array.from(orderOf(2), (position) => trained[position]!))
    expect([...rows].sort()).toEqual([...trained].sort())
  })

  it('ends in a partial batch, and says when there is none', () => {
    expect(replayed(0, 2, 7).rows).toHaveLength(2)
    expect(() => replayed(0, 3, 7)).toThrow(expect.objectContaining({ code: 'BATCH_RANGE' }))
  })

  it('changes each picture anew in each epoch', () => {
    const all = [0, 1].map((epoch) => [0, 1, 2, 3].map((batch) => replayed(epoch, batch)))
    const first = all.map((batches) => {
      const batch = batches.find(({ rows }) => rows.includes(trained[0]!))!
      const at = batch.rows.indexOf(trained[0]!)
      return [...batch.x.subarray(at * SIZE, (at + 1) * SIZE)]
    })
    expect(first[0]).not.toEqual(first[1])
  })

  it('is to the bit what a session is fed, and what the portable engine gathers', () => {
    const { data } = optionsOf(AUGMENTATION)
    const session = fedData(data)
    for (const epoch of [0, 3])
      for (const batch of [0, 3]) {
        const order = orderOf(epoch)
        const first = batch * BATCH
        const pass = { seed: SEED, epoch }
        const { x } = replayed(epoch, batch)
        const placed = session.place(data.splits.train, order.subarray(first, first + BATCH), { ...pass, first })
        expect(placed.fed!.x).toEqual(x)
        expect(gatherBatch(data, data.splits.train, order, first, BATCH, pass).x).toEqual(
          x.map((value) => value * SCALE)
        )
      }
  })

  it('counts epochs on where the orders of several are visited one after another', () => {
    const { data } = optionsOf(AUGMENTATION)
    const both = Uint32Array.from([...orderOf(5), ...orderOf(6)])
    const fed = fedData(data).place(data.splits.train, both.subarray(12), { seed: SEED, epoch: 5, first: 12 }).fed!.x
    expect(fed.subarray(0, 4 * SIZE)).toEqual(replayed(5, 3).x)
    expect(fed.subarray(4 * SIZE, 8 * SIZE)).toEqual(replayed(6, 0).x)
  })

  it('leaves pictures as they are where nothing is trained', () => {
    const { data } = optionsOf(AUGMENTATION)
    const plain = Float32Array.from(pictures.subarray(0, 5 * SIZE))
    expect(fedData(data).place(data.splits.test, Uint32Array.of(0, 1, 2, 3, 4)).fed!.x).toEqual(plain)
    expect(gatherBatch(data, data.splits.test, null, 0, 5).x).toEqual(plain.map((value) => value * SCALE))
  })
})

async function epochs(session: Session, from: number, to: number): Promise<number[]> {
  const rows: Statistics[] = []
  for (let epoch = from; epoch < to; epoch++) {
    session.startEpoch(orderOf(epoch), epoch)
    for (let step = 0; step < 4; step += 2) rows.push(...(await session.train(step, 2)))
  }
  return rows.map((row) => session.logs(row).loss!)
}

/** The batches of three epochs as examples of their own, one after another. */
function asExamples(): SessionOptions {
  const batches = [0, 1, 2].flatMap((epoch) => [0, 1, 2, 3].map((batch) => replayed(epoch, batch)))
  const x = Float32Array.from(batches.flatMap((batch) => [...batch.x]))
  const y = Uint8Array.from(batches.flatMap(({ rows }) => Array.from(rows, (row) => labels[row]!)))
  const view = { examples: { x, y, count: 48 }, indices: Uint32Array.from({ length: 48 }, (_, i) => i) }
  const options = optionsOf(null)
  return { ...options, data: { ...options.data, splits: { train: view, validation: view, test: view } } }
}

const engines = [
  ...(whyMissing('native-runtime') === null ? [['native', loadNativeEngine] as const] : []),
  ['portable', loadPortableEngine] as const
]
describe.each(engines)('a session of the %s engine', { timeout: 60_000 }, (name, load) => {
  const network = name === 'native' ? NETWORK : NETWORK.slice(0, 2)
  const open = async (options: SessionOptions) => (await load()).open(options)

  it('trains on what is replayed, bit by bit', async () => {
    const augmented = await open(optionsOf(AUGMENTATION, network))
    const losses = await epochs(augmented, 0, 3)
    const { checked } = optionsOf(null, network)
    const given = await open({ ...asExamples(), checked })
    given.startEpoch(
      Uint32Array.from({ length: 48 }, (_, i) => i),
      0
    )
    const rows: Statistics[] = []
    for (let step = 0; step < 12; step++) rows.push(...(await given.train(step, 1)))
    expect(rows.map((row) => given.logs(row).loss!)).toEqual(losses)
    expect(given.weights()).toEqual(augmented.weights())
    given.dispose()
    augmented.dispose()
  })

  it('evaluates and predicts on pictures as they are', async () => {
    const sessions = [await open(optionsOf(AUGMENTATION, network)), await open(optionsOf(null, network))]
    const told = sessions.map((session) => ({
      train: [...Array.from(session.evaluate('train', 0, 16))],
      validation: [...Array.from(session.evaluate('validation', 1, 4))],
      outputs: session.predict('test', 0, 5)
    }))
    expect(told[0]).toEqual(told[1])
    sessions.forEach((session) => session.dispose())
  })
})

describe.each(engines.slice(0, -1))('a session of the %s engine with a state', { timeout: 60_000 }, (_name, load) => {
  it('goes on from its state as if nothing had happened', async () => {
    const engine = await load()
    const whole = await engine.open(optionsOf(AUGMENTATION))
    const losses = await epochs(whole, 0, 3)
    const before = await engine.open(optionsOf(AUGMENTATION))
    const first = await epochs(before, 0, 1)
    const after = await engine.open(optionsOf(AUGMENTATION))
    after.restore(before.state())
    expect([...first, ...(await epochs(after, 1, 3))]).toEqual(losses)
    expect(after.weights()).toEqual(whole.weights())
    for (const session of [whole, before, after]) session.dispose()
  })

  it('adapts layers on pictures as they are, and looks into a step', async () => {
    const layers: Layers = [['Normalization', { axis: null }], ...NETWORK]
    const [augmented, plain] = [
      await (await load()).open(optionsOf(AUGMENTATION, layers)),
      await (await load()).open(optionsOf(null, layers))
    ]
    expect(augmented.weights()).toEqual(plain.weights())
    augmented.startEpoch(orderOf(0), 0)
    expect(await augmented.inspect!(1)).toEqual({ weights: [], outputs: [], gradients: [] })
    for (const session of [augmented, plain]) session.dispose()
  })
})

describe('augmentationOf', () => {
  const project = (augmentation?: Partial<Augmentation>) =>
    validateProject(
      {
        netloom: 1,
        name: 'any',
        dataset: { source: { name: 'any' }, ...(augmentation && { augmentation }) },
        model: stack([
          ['Input', { shape: [4] }],
          ['Dense', { units: 1 }]
        ]),
        training: { loss: 'mse' }
      },
      'any'
    )
  const dataset = (shape: number[]): OpenDataset => ({
    name: 'any',
    task: 'classification',
    shape,
    classes: null,
    train: examples,
    test: null,
    hashes: {}
  })

  it('is null where nothing is asked for, and where nothing would change', () => {
    expect(augmentationOf(project(), dataset([4]))).toBeNull()
    expect(augmentationOf(project({ fill_mode: 'wrap' }), dataset([4]))).toBeNull()
    expect(augmentationOf(project({ rotation_range: 3 }), dataset([6, 6]))).toMatchObject({ rotation_range: 3 })
  })

  it('refuses what is no picture', () => {
    const code = expect.objectContaining({ code: 'AUGMENTATION_SHAPE', args: { dataset: 'any', found: '[4]' } })
    expect(() => augmentationOf(project({ rotation_range: 3 }), dataset([4]))).toThrow(code)
  })
})
