// The projects in examples/: complete, laid out well, and each trains.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { GRID } from '../../../src/document/geometry'
import { catalogue, sizeOf } from '../../../src/layers'
import { checkAgainstData, checkProject } from '../../../src/layers/check'
import { dataFacts } from '../../../src/layers/data-facts'
import { knownDataset } from '../../../src/main/datasets/catalog'
import { openDataset } from '../../../src/main/datasets/open'
import { openPrepared } from '../../../src/main/datasets/prepared'
import { splitDataset } from '../../../src/main/datasets/split'
import { resolveDataset } from '../../../src/main/datasets/resolve'
import type { OpenDataset } from '../../../src/shared/dataset'
import { prettyJson } from '../../../src/shared/json'
import { PROJECT_EXTENSION, type Project } from '../../../src/shared/project'
import { randomStream } from '../../../src/shared/random'
import { loadNativeEngine } from '../../../src/trainer/engines/native'
import { prepare } from '../../../src/trainer/prepare'
import { crossedNodes, overlaps } from '../../support/canvas'
import { whyMissing } from '../../support/missing'
import { example, examplePath, ROOT } from '../../support/projects'

const ids = readdirSync(join(ROOT, 'examples'))
  .filter((file) => file.endsWith(PROJECT_EXTENSION))
  .map((file) => file.slice(0, -PROJECT_EXTENSION.length))

it('there is a template of each kind', () => {
  expect(ids).toEqual([
    'circles',
    'fashion-mnist-mlp',
    'fashion-mnist-resnet',
    'fashion-mnist-vgg',
    'homes-two-inputs',
    'imdb-lstm',
    'lenet-5',
    'line',
    'mnist-autoencoder',
    'mnist-cnn',
    'mnist-mlp',
    'mnist-transformer',
    'one-neuron',
    'spiral'
  ])
})

describe.each(ids)('%s', (id) => {
  const project = example(id)
  const { model, description } = project
  const positions = new Map(model.nodes.map(({ name, position }) => [name, position!]))

  it('says in both languages what it is', () => {
    expect(project.name).toBe(id)
    expect(description).toEqual({
      en: expect.stringMatching(/^.{40,240}\.$/),
      'zh-CN': expect.stringMatching(/^.*\p{Script=Han}.*。$/u)
    })
  })

  it('stands on the grid, with no node on another or on an edge', () => {
    for (const { x, y } of positions.values()) expect([x % GRID, y % GRID]).toEqual([0, 0])
    expect(overlaps(model, positions)).toEqual([])
    expect(crossedNodes(model, positions)).toEqual([])
    for (const { source, target } of model.edges)
      expect(positions.get(source)!.y).toBeLessThan(positions.get(target)!.y)
  })

  it('is written as Netloom saves it', () => {
    expect(readFileSync(examplePath(id), 'utf8')).toBe(`${prettyJson(project)}\n`)
  })

  it('has blocks of nodes that there are, each in one of them at most', () => {
    const members = (model.blocks ?? []).flatMap((block) => block.members)
    expect(new Set(members).size).toBe(members.length)
    expect(members.filter((member) => !positions.has(member))).toEqual([])
  })

  it('checks', () => {
    expect(() => checkProject(project, catalogue)).not.toThrow()
  })

  it.skipIf(whyMissing('native-runtime') !== null)('trains', { timeout: 30_000 }, async () => {
    const checked = checkProject(project, catalogue)
    const dataset = await someExamples(project)
    checkAgainstData(project, checked, dataFacts(dataset))
    const splits = splitDataset(dataset, project.dataset.split)
    const data = prepare(project, checked, { dataset, splits, rescaling: { scale: 1, offset: 0 } })
    const { dtype_policy, callbacks } = project.training
    const batchSize = Math.min(project.training.batch_size, 16)
    const engine = await loadNativeEngine()
    const session = await engine.open({ checked, data, batchSize, seed: 1, dtype_policy })
    try {
      session.startEpoch(Uint32Array.from(data.splits.train.indices, (_, i) => i), 0)
      const before = session.weights().map(({ values }) => values.slice())
      const rows = await session.train(0, Math.min(3, Math.ceil(data.splits.train.indices.length / batchSize)))
      for (const row of rows) expect(session.logs(row).loss).toEqual(expect.any(Number))
      for (const row of rows) expect(Object.values(session.logs(row)).every(Number.isFinite)).toBe(true)
      expect(session.weights().map(({ values }) => values)).not.toEqual(before)
      const watched = callbacks.some(({ class_name }) => class_name === 'EarlyStopping')
      expect(data.splits.validation.indices.length > 0 || !watched).toBe(true)
    } finally {
      session.dispose()
    }
  })
})

/** Of a known dataset, noise in its shape: that of the machine may be missing, and takes its time. */
async function someExamples({ dataset: data }: Project): Promise<OpenDataset> {
  const { source } = data
  const baseDir = join(ROOT, 'examples')
  if ('name' in source && source.name === 'imdb') {
    const dataFile = join(ROOT, 'test/fixtures/datasets/reviews.npz')
    const { train, ...rest } = await openDataset(await resolveDataset(source, { baseDir, dataFile }))
    const [x, y] = [train.x, train.y].map((values) => Array.from({ length: 8 }, () => [...values]).flat())
    return { ...rest, train: { x: Float32Array.from(x!), y: Uint8Array.from(y!), count: 8 * train.count } }
  }
  if (!('name' in source)) {
    const resolved = await resolveDataset(source, { baseDir })
    return source.format === 'synthetic' ? (await openPrepared(resolved, data)).dataset : openDataset(resolved)
  }
  const { name, task, shape, classes } = knownDataset(source.name)
  if (!classes) throw new Error(`${name} has no classes`)
  const random = randomStream(1, name)
  const count = 20 * classes.length
  const x = Uint8Array.from({ length: count * sizeOf(shape) }, () => Math.floor(random() * 256))
  const y = Uint8Array.from({ length: count }, (_, i) => i % classes.length)
  return { name, task, shape, classes, train: { x, y, count }, test: { x, y, count }, hashes: {} }
}
