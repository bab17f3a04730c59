// Training on data of every kind in real trainer processes: what the steps learn is kept with the run, and resuming goes on exactly.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import { forkTrainer } from '../../../src/main/fork-trainer'
import { RunStore } from '../../../src/main/runs/store'
import { TrainingService } from '../../../src/main/training/service'
import { validateProject, type Project } from '../../../src/shared/project'
import type { RunEvent, RunRecord } from '../../../src/shared/run'
import { folderOf, npzFile, petsCsv, pictureFolder, textFolder } from '../../support/data-sources'
import { ROOT, stack } from '../../support/projects'
import { tempFolder } from '../../support/temp'

type Layers = Parameters<typeof stack>[0]
interface Given {
  source: object
  rest?: object
  layers: Layers
  training?: object
}

function projectOf({ source, rest = {}, layers, training = {} }: Given, epochs = 3): Project {
  return validateProject(
    {
      ...{ netloom: 1, name: 'data', dataset: { source, ...rest }, model: stack(layers) },
      training: {
        ...{ optimizer: 'adam', loss: 'sparse_categorical_crossentropy', metrics: ['accuracy'] },
        ...{ epochs, batch_size: 8, seed: 4, ...training }
      }
    },
    'data'
  )
}

function bench() {
  const store = new RunStore(tempFolder())
  const events: RunEvent[] = []
  const spawn = forkTrainer(join(ROOT, 'out/main/trainer.js'))
  const training = new TrainingService(store, spawn, (_id, _record, fresh) => void events.push(...fresh))
  return { store, training, events }
}

async function trained(given: Given): Promise<{ record: RunRecord; onDisk: RunRecord; events: RunEvent[] }> {
  const { store, training, events } = bench()
  const project = projectOf(given)
  const dataset = await resolveDataset(project.dataset.source, { baseDir: null })
  const { runId, ended } = await training.start({ project, dataset })
  const record = await ended
  expect(record.error).toBeNull()
  expect(record.status).toBe('completed')
  expect(Number.isFinite(record.last!.loss)).toBe(true)
  const onDisk = JSON.parse(readFileSync(join(store.folderOf(runId), 'run.json'), 'utf8')) as RunRecord
  return { record, onDisk, events }
}

const softmax = (shape: number[], units: number): Layers => [
  ['Input', { shape }],
  ...(shape.length > 1 ? ([['Flatten']] as Layers) : []),
  ['Dense', { units, activation: 'softmax' }]
]
const TABLE_STEPS = [
  { class_name: 'SimpleImputer', columns: ['age', 'weight'] },
  { class_name: 'OneHotEncoder', columns: ['colour'] },
  { class_name: 'Normalization', columns: ['age', 'weight'] }
]
const pets = (): Given => ({
  source: { format: 'csv', path: petsCsv(), task: 'classification' },
  rest: { preprocessing: TABLE_STEPS, split: { validation: 0.1, test: 10, stratified: true } },
  layers: softmax([5], 2)
})
const tables = join(import.meta.dirname, '../../fixtures/data/tables')

const cases: [string, () => Given | Promise<Given>, { train: number; validation: number; test: number }][] = [
  ['a CSV with texts and missing values', pets, { train: 45, validation: 5, test: 10 }],
  [
    'a Parquet file, by counts',
    () => ({
      source: {
        format: 'parquet',
        path: join(tables, 'table.parquet'),
        features: ['length', 'width'],
        target: 'count'
      },
      rest: {
        preprocessing: [TABLE_STEPS[0]!].map((step) => ({ ...step, columns: ['width'] })),
        split: { validation: 10, test: 5 }
      },
      layers: [
        ['Input', { shape: [2] }],
        ['Dense', { units: 1 }]
      ],
      training: { loss: 'mean_squared_error', metrics: [] }
    }),
    { train: 45, validation: 10, test: 5 }
  ],
  [
    'an npz of float arrays',
    async () => {
      const path = await npzFile(40, 3, { x: (row, column) => Math.sin(row + column), y: (row) => row / 40 })
      return {
        source: { format: 'arrays', x_train: { path }, y_train: { path }, task: 'regression' },
        rest: { preprocessing: [{ class_name: 'Normalization', config: { axis: -1 } }] },
        layers: [
          ['Input', { shape: [3] }],
          ['Dense', { units: 1 }]
        ],
        training: { loss: 'mean_squared_error', metrics: [] }
      }
    },
    { train: 36, validation: 4, test: 0 }
  ],
  [
    'a folder of texts',
    () => ({
      source: { format: 'texts', path: textFolder() },
      rest: {
        preprocessing: [{ class_name: 'TextVectorization', config: { max_tokens: 20, output_sequence_length: 6 } }],
        split: { validation: 2, stratified: true }
      },
      layers: [
        ['Input', { shape: [6] }],
        ['Embedding', { input_dim: 20, output_dim: 4 }],
        ['GlobalAveragePooling1D'],
        ['Dense', { units: 2, activation: 'softmax' }]
      ]
    }),
    { train: 4, validation: 2, test: 0 }
  ],
  [
    'two moons',
    () => ({
      source: { format: 'synthetic', generator: 'moons', n_samples: 50 },
      rest: { split: { validation: 0.2, test: 0.2 } },
      layers: softmax([2], 2)
    }),
    { train: 32, validation: 8, test: 10 }
  ],
  [
    'points set by hand',
    () => ({
      source: {
        ...{ format: 'points', columns: ['x', 'y'], task: 'regression' },
        points: Array.from({ length: 12 }, (_, i) => [i, 2 * i + 1])
      },
      rest: { split: { validation: 0 } },
      layers: [
        ['Input', { shape: [1] }],
        ['Dense', { units: 1 }]
      ],
      training: { loss: 'mean_squared_error', metrics: [] }
    }),
    { train: 12, validation: 0, test: 0 }
  ],
  [
    'a table dealt by a column',
    () => {
      const parts = ['train', 'train', 'train', 'validation', 'test']
      const lines = Array.from({ length: 20 }, (_, i) => `${i},${i % 2 ? 'odd' : 'even'},${parts[i % 5]}`)
      return {
        source: {
          ...{ format: 'csv', path: join(folderOf({ 'a.csv': `n,kind,part\n${lines.join('\n')}\n` }), 'a.csv') },
          ...{ target: 'kind', task: 'classification' }
        },
        rest: { split: { column: 'part' } },
        layers: softmax([1], 2)
      }
    },
    { train: 12, validation: 4, test: 4 }
  ]
]

describe('training on', () => {
  it.each(cases)('%s works, and the run keeps what the steps have learnt', async (_, given, examples) => {
    const made = await given()
    const { record, onDisk } = await trained(made)
    expect(record.dataset.examples).toEqual(examples)
    const steps = (made.rest as { preprocessing?: { class_name: string }[] } | undefined)?.preprocessing ?? []
    const kept = onDisk.dataset.preprocessing ?? []
    expect(kept.map(({ class_name }) => class_name)).toEqual(steps.map(({ class_name }) => class_name))
    for (const { fitted } of kept) expect(Object.keys(fitted).length).toBeGreaterThan(0)
    expect(Object.keys(onDisk.dataset.hashes).length).toBeGreaterThan(0)
  })

  it('pictures of unequal size leaves out the damaged one, and says so', async () => {
    const { record, events } = await trained({
      source: { format: 'images', path: pictureFolder() },
      rest: {
        preprocessing: [
          { class_name: 'Resizing', config: { height: 6, width: 6 } },
          { class_name: 'Rescaling', config: { scale: 1 / 255 } }
        ],
        split: { validation: 0 },
        augmentation: { horizontal_flip: true, rotation_range: 10 }
      },
      layers: softmax([6, 6, 3], 2)
    })
    expect(record.dataset.examples).toEqual({ train: 7, validation: 0, test: 0 })
    expect(events.find(({ type }) => type === 'start')).toMatchObject({ unreadable: 1 })
    expect(events).toContainEqual(expect.objectContaining({ code: 'ROWS_LEFT_OUT', args: { count: 1 } }))
    expect(record.dataset.preprocessing!.map(({ class_name }) => class_name)).toEqual(['Resizing', 'Rescaling'])
  })

  it('data that no step has made numbers of fails, naming what is in the way', async () => {
    const failed = async (rest: object) => {
      const project = projectOf({ ...pets(), rest, layers: softmax([3], 2) })
      const dataset = await resolveDataset(project.dataset.source, { baseDir: null })
      return (await bench().training.start({ project, dataset })).ended
    }
    expect(await failed({})).toMatchObject({
      status: 'failed',
      error: { code: 'CSV_CELL', args: { column: 'colour' } }
    })
    expect(await failed({ preprocessing: [TABLE_STEPS[0]!] })).toMatchObject({
      ...{ status: 'failed', error: { code: 'PIPELINE_TYPE', args: { column: 'colour' } } }
    })
    expect(await failed({ preprocessing: [TABLE_STEPS[1]!] })).toMatchObject({
      ...{ status: 'failed', error: { code: 'PIPELINE_MISSING', args: { column: 'age', row: 3 } } }
    })
  })
})

describe('resuming', () => {
  it(
    'goes on with prepared data as if it had never ended, also where pictures are augmented',
    { timeout: 90_000 },
    async () => {
      const folder = pictureFolder()
      const augmented: Given = {
        source: { format: 'images', path: folder },
        rest: {
          preprocessing: [{ class_name: 'Resizing', config: { height: 6, width: 6 } }],
          split: { validation: 0 },
          augmentation: { horizontal_flip: true, width_shift_range: 0.2 }
        },
        layers: softmax([6, 6, 3], 2)
      }
      for (const given of [pets(), augmented]) {
        const whole = projectOf(given, 6)
        const dataset = await resolveDataset(whole.dataset.source, { baseDir: null })
        const losses = (events: RunEvent[]) => events.flatMap((event) => (event.type === 'epoch' ? [event.logs] : []))
        const straight = bench()
        const first = await (await straight.training.start({ project: whole, dataset })).ended
        const broken = bench()
        const { runId, ended } = await broken.training.start({ project: projectOf(given, 2), dataset })
        expect((await ended).status).toBe('completed')
        const record = await (await broken.training.resume(runId, dataset, 6)).ended
        expect(record).toMatchObject({ status: 'completed', error: null })
        expect(losses(broken.events)).toEqual(losses(straight.events))
        expect(record.dataset.preprocessing).toEqual(first.dataset.preprocessing)
      }
    }
  )
})
