// A row's examples as plain files, so that every contender, in whatever language, trains on the same bytes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDataset } from '../../src/main/datasets/open'
import { resolveDataset } from '../../src/main/datasets/resolve'
import type { Examples, OpenDataset } from '../../src/shared/dataset'
import { parseProject, type Project } from '../../src/shared/project'
import { randomStream } from '../../src/shared/random'
import type { Row, RowData } from './rows'

/** data.json. x.bin holds x [count, ...shape] row-major in `dtype`; y.bin float32 targets or uint8 class numbers. */
interface Description {
  shape: number[]
  dtype: 'uint8' | 'float32'
  task: OpenDataset['task']
  classes: number
  count: number
  /** The values are token numbers, which other libraries want as integers. */
  tokens: boolean
}
type Values = Examples['x']

/** Writes project.netloom.json, data.json, x.bin, y.bin and, where the project reads one, data.csv. */
export async function writeRow(folder: string, { data, project }: Row): Promise<void> {
  const { x, y, ...description } = await make(data)
  writeFileSync(join(folder, 'project.netloom.json'), JSON.stringify(project))
  writeFileSync(join(folder, 'data.json'), JSON.stringify({ ...description, count: data.count } satisfies Description))
  writeFileSync(join(folder, 'x.bin'), x)
  writeFileSync(join(folder, 'y.bin'), y)
  if (data.kind === 'line' || data.kind === 'tokens') writeFileSync(join(folder, 'data.csv'), csv(x, y, data.count))
}

export const readProject = (folder: string): Project =>
  parseProject(readFileSync(join(folder, 'project.netloom.json'), 'utf8'), folder)

/** What a run of the project would open: the known dataset in full, or data.csv; else as readRow. */
export async function readOwnData(folder: string, { dataset: { source } }: Project): Promise<OpenDataset> {
  if ('path' in source && !existsSync(join(folder, source.path))) return readRow(folder)
  return openDataset(await resolveDataset(source, { baseDir: folder }))
}

export function readRow(folder: string): OpenDataset {
  const description = JSON.parse(readFileSync(join(folder, 'data.json'), 'utf8')) as Description
  const { shape, task, dtype, classes, count } = description
  const read = (file: string, type: Description['dtype']): Values => {
    const bytes = new Uint8Array(readFileSync(join(folder, file)))
    return type === 'uint8' ? bytes : new Float32Array(bytes.buffer)
  }
  const examples = { x: read('x.bin', dtype), y: read('y.bin', task === 'regression' ? 'float32' : 'uint8'), count }
  const names = task === 'regression' ? null : Array.from({ length: classes }, (_, i) => String(i))
  // The same examples again as test split: they are held once, and evaluated.
  return { name: 'bench', task, shape, classes: names, train: examples, test: examples, hashes: {} }
}

type Made = Omit<Description, 'count'> & { x: Values; y: Values }

function make(data: RowData): Made | Promise<Made> {
  const random = randomStream(1, `bench/${data.kind}`)
  const below = (limit: number) => (): number => Math.floor(random() * limit)
  switch (data.kind) {
    case 'fashion-mnist':
      return fashionMnist(data.count)
    case 'line': {
      const x = Float32Array.from({ length: data.count }, () => random() * 2 - 1)
      const y = x.map((value) => 3 * value + 2)
      return { x, y, shape: [1], dtype: 'float32', task: 'regression', classes: 0, tokens: false }
    }
    case 'pictures': {
      const size = data.shape.reduce((product, side) => product * side, 1)
      const x = Uint8Array.from({ length: data.count * size }, below(256))
      const y = Uint8Array.from({ length: data.count }, below(10))
      return { x, y, shape: data.shape, dtype: 'uint8', task: 'classification', classes: 10, tokens: false }
    }
    case 'tokens': {
      const x = Float32Array.from({ length: data.count * data.length }, below(data.vocabulary))
      const y = Uint8Array.from({ length: data.count }, below(2))
      return { x, y, shape: [data.length], dtype: 'float32', task: 'classification', classes: 2, tokens: true }
    }
  }
}

async function fashionMnist(count: number): Promise<Made> {
  const { train, shape } = await openDataset(await resolveDataset({ name: 'fashion-mnist' }, { baseDir: null }))
  const size = shape.reduce((product, side) => product * side, 1)
  const x = train.x.subarray(0, count * size)
  return { x, y: train.y.subarray(0, count), shape, dtype: 'uint8', task: 'classification', classes: 10, tokens: false }
}

function csv(x: Values, y: Values, count: number): string {
  const width = x.length / count
  const header = [...Array.from({ length: width }, (_, i) => `x${i}`), 'y']
  const lines = Array.from({ length: count }, (_, row) => [...x.subarray(row * width, (row + 1) * width), y[row]])
  return [header, ...lines].map((line) => line.join(',')).join('\n')
}
