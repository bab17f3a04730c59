// Small files of the form that Keras's datasets have, and what Keras makes of them.
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rowsOf, type ColumnValues, type NumberValues, type SequenceValues } from '../../../src/shared/columns'
import { knownDataset } from '../../../src/main/datasets/catalog'
import type { KnownDataset, Machine } from '../../../src/main/datasets/catalog/known'
import type { Frame } from '../../../src/main/datasets/frame'
import { tempFolder } from './build'

export const kerasFixture = (name = ''): string => join(import.meta.dirname, '../../fixtures/data/keras', name)

export interface ArrayFacts {
  dtype: string
  shape: number[]
  values: (number | string)[]
}
type Loaded<T> = [[T, number[]], [T, number[]]]

export const expected = JSON.parse(readFileSync(kerasFixture('expected.json'), 'utf8')) as {
  cifar10: { file: string; labels: number[]; sha256: string }[]
  cifar100: { file: string; fine: number[]; coarse: number[]; sha256: string }[]
  'cifar-10-batches-py': { md5: Record<string, string> }
  'cifar-100-python': { md5: Record<string, string> }
  reuters: Loaded<number[][]>
  reuters_20: Loaded<number[][]>
  boston_housing: Loaded<number[][]>
  california_housing: [[string, string], [string, string]]
  california_housing_small: [[string, string], [string, string]]
  shuffles: { count: number; seed: number; sha256: string }[]
  npy: Record<string, ArrayFacts>
  idx: Record<string, ArrayFacts>
  texts: Record<'train' | 'test', { files: string[]; labels: number[] }>
}

export const sha256 = (data: ArrayBufferView): string =>
  createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex')

/** A machine with an empty cache of Keras's. */
export const machineWith = (...copies: [from: string, to: string][]): Machine => {
  const kerasHome = tempFolder()
  mkdirSync(join(kerasHome, 'datasets'))
  for (const [from, to] of copies) cpSync(kerasFixture(from), join(kerasHome, 'datasets', to), { recursive: true })
  return { kerasHome, systemDatasets: '/nowhere', packageFolder: () => null }
}

/** A dataset of the catalogue as if the fixture were what is published. */
export function published(name: string): KnownDataset {
  const known = knownDataset(name)
  const { form } = known
  if (form?.kind === 'cifar') {
    const count = (part: readonly string[]): number =>
      [...expected.cifar10.map(({ file, labels }) => [file, labels.length] as const), ['train', 4] as const, ['test', 3] as const] // prettier-ignore
        .filter(([file]) => part.includes(file))
        .reduce((sum, [, labels]) => sum + labels, 0)
    const { md5 } = expected[name === 'cifar10' ? 'cifar-10-batches-py' : 'cifar-100-python']
    return { ...known, form: { ...form, md5 }, examples: { train: count(form.train), test: count(form.test) } }
  }
  const file = known.downloads[0]!.path.replace('datasets/', '')
  const hash = sha256(readFileSync(kerasFixture(file)))
  const contentSha256 = Object.fromEntries(Object.keys(known.contentSha256).map((role) => [role, hash]))
  return { ...known, contentSha256 }
}

export const numbersOf = (values: ColumnValues): number[] => Array.from((values as NumberValues).data)

export const listsOf = ({ offsets, data }: SequenceValues): number[][] =>
  Array.from({ length: offsets.length - 1 }, (_, i) => Array.from(data.subarray(offsets[i], offsets[i + 1])))

export const all = (frame: Frame): Promise<ColumnValues[]> =>
  frame.read(
    frame.columns.map(({ name }) => name),
    { first: 0, count: frame.rows }
  )

/** Checks that rows in any order, and each page of `size`, are what all rows at once are. */
export async function consistent(frame: Frame, size: number): Promise<ColumnValues[]> {
  const names = frame.columns.map(({ name }) => name)
  const whole = await all(frame)
  const { takeRows } = await import('../../../src/shared/columns')
  const same = async (rows: Uint32Array<ArrayBuffer>, read: Promise<ColumnValues[]>): Promise<void> => {
    const [got, want] = [await read, whole.map((values) => takeRows(values, rows))]
    if (JSON.stringify(got.map(plain)) !== JSON.stringify(want.map(plain)))
      throw new Error(`rows ${rows.join()} differ`)
  }
  for (let first = 0; first < frame.rows; first += size) {
    const count = Math.min(size, frame.rows - first)
    await same(
      Uint32Array.from({ length: count }, (_, i) => first + i),
      frame.read(names, { first, count: size })
    )
  }
  const odd = Uint32Array.from({ length: frame.rows + 3 }, (_, i) => (i * 7 + 3) % frame.rows)
  await same(odd, frame.read(names, odd))
  await same(new Uint32Array(), frame.read(names, { first: frame.rows, count: 5 }))
  for (const values of whole) if (rowsOf(values) !== frame.rows) throw new Error('a column of another length')
  return whole
}

const plain = (values: ColumnValues): unknown =>
  values.kind === 'numbers'
    ? [values.data.constructor.name, values.shape, Array.from(values.data)]
    : values.kind === 'sequences'
      ? listsOf(values)
      : values
