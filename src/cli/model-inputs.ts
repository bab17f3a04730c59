// Files as inputs of a model: what each holds is told by its content.
import { open, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { openFile, readFileBytes } from '../main/datasets/formats'
import { isPicture } from '../main/datasets/formats/pictures'
import { asNumbers } from '../main/datasets/frames/numbers'
import { openTableFrame } from '../main/datasets/frames/table'
import { FolderListing } from '../main/datasets/pictures/listing'
import { elementsOf, type ColumnValues, type Picture } from '../shared/columns'
import { NetloomError } from '../shared/errors'
import { words } from '../shared/locale'
import type { ModelDescription, ModelInput } from '../shared/model-contract'

export interface NamedInput {
  name: string
  input: ModelInput
}
type Kind = ModelDescription['input']['kind']
type Values = Extract<ModelInput, { kind: 'values' }>['values']

const EXPECTED = {
  picture: words('pictures, a folder of them, or an array of pixels (.npy)', '图片、图片文件夹或像素数组（.npy）'),
  values: words(
    'a table (CSV, TSV, JSON, Parquet) or an array of numbers (.npy)',
    '表格（CSV、TSV、JSON、Parquet）或数值数组（.npy）'
  ),
  text: words('a text file, or a table with a column of texts', '文本文件，或含文本列的表格')
}
const unusable = (file: string, reason: string, kind: Kind): NetloomError =>
  new NetloomError('PREDICT_INPUT', { file, reason, expected: EXPECTED[kind] })

/** Bytes that tell what a file holds. */
const HEAD_BYTES = 4096
const NPY = '\x93NUMPY'
const STDIN = '-'

/** One by one: a folder or a table may hold many. @throws NetloomError PREDICT_INPUT, and those of files */
export async function* inputsOf(path: string, about: ModelDescription): AsyncGenerator<NamedInput> {
  const { kind } = about.input
  if (path === STDIN) {
    yield { name: '-', input: ofJson(await textOf(process.stdin), kind) }
    return
  }
  const facts = await stat(path)
  if (facts.isDirectory()) {
    if (kind !== 'picture') throw unusable(path, 'it is a folder', kind)
    yield* picturesIn(path)
    return
  }
  const head = await headOf(path)
  if (isPicture(head)) {
    if (kind !== 'picture') throw unusable(path, 'it is a picture', kind)
    yield { name: basename(path), input: { kind: 'file', bytes: await readFileBytes(path) } }
  } else if (head.toString('latin1', 0, NPY.length) === NPY) yield* examplesOf(path, about)
  else if (kind === 'text' && /\.txt$/i.test(path))
    yield { name: basename(path), input: { kind: 'text', text: await readFile(path, 'utf8') } }
  else if (kind === 'picture') throw unusable(path, 'it is no picture', kind)
  else yield* rowsOf(path, about)
}

async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Of the folder itself and of those in it. */
async function* picturesIn(folder: string): AsyncGenerator<NamedInput> {
  const listing = new FolderListing(folder)
  const files = await listing.walk('')
  if (files.length === 0) throw unusable(folder, 'no pictures are in it', 'picture')
  for (const file of files)
    yield { name: file, input: { kind: 'file', bytes: await readFileBytes(join(folder, file)) } }
}

/** An example of an array each. */
async function* examplesOf(path: string, about: ModelDescription): AsyncGenerator<NamedInput> {
  const file = await openFile(path)
  if (file.kind !== 'arrays') throw unusable(path, 'it is no array', about.input.kind)
  const array = await file.read(file.names[0]!)
  const [count = 0, ...shape] = array.shape
  const numbers = asNumbers(array, path, 'x')
  const isUnit = about.input.kind === 'picture' && /^float/.test(array.dtype) && numbers.every((value) => value <= 1)
  // Pixels of 0 to 1 as pixels of 0 to 255.
  const data = isUnit ? Float32Array.from(numbers, (value) => value * 255) : numbers
  const size = elementsOf(shape)
  for (let row = 0; row < count; row++)
    yield { name: String(row), input: ofNumbers(data.subarray(row * size, (row + 1) * size), shape, path, about) }
}

function ofNumbers(
  values: ArrayLike<number>,
  shape: readonly number[],
  path: string,
  about: ModelDescription
): ModelInput {
  const { kind, columns } = about.input
  if (kind === 'picture') {
    const [height, width, channels = 1] = shape
    if (shape.length < 2 || shape.length > 3 || ![1, 3, 4].includes(channels))
      throw unusable(path, `an example of it is [${shape.join(', ')}]`, kind)
    return { kind: 'picture', picture: pictureOf(values, { height: height!, width: width!, channels }) }
  }
  if (kind === 'text' || values.length !== columns.length)
    throw unusable(path, `an example of it has ${values.length} numbers, not ${columns.length}`, kind)
  return { kind: 'values', values: Object.fromEntries(columns.map(({ name }, i) => [name, values[i]!])) }
}

const pictureOf = (values: ArrayLike<number>, size: Omit<Picture, 'data'>): Picture => ({
  ...size,
  data: Uint8Array.from(values, (value) => Math.round(Math.min(Math.max(value, 0), 255)))
})

const ROWS_AT_ONCE = 1024

/** Rows of a table by the names of their columns; those that the network does not take are left out. */
async function* rowsOf(path: string, { input }: ModelDescription): AsyncGenerator<NamedInput> {
  const frame = await openTableFrame(path)
  try {
    const names = frame.columns.map(({ name }) => name)
    const known = input.columns.map(({ name }) => name)
    const texts = frame.columns.filter(({ type }) => type === 'text').map(({ name }) => name)
    const taken = input.kind === 'text' ? texts.slice(0, 1) : known.filter((name) => names.includes(name))
    if (taken.length === 0) {
      const wanted = known.join(', ')
      throw unusable(path, `it has ${names.join(', ')}${wanted === '' ? '' : `, not ${wanted}`}`, input.kind)
    }
    for (let first = 0; first < frame.rows; first += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, frame.rows - first)
      const columns = await frame.read(taken, { first, count })
      for (let row = 0; row < count; row++) {
        const values = Object.fromEntries(taken.map((name, i) => [name, cellOf(columns[i]!, row)]))
        const text = String(values[taken[0]!] ?? '')
        yield {
          name: String(first + row),
          input: input.kind === 'text' ? { kind: 'text', text } : { kind: 'values', values }
        }
      }
    }
  } finally {
    await frame.close()
  }
}

function cellOf(values: ColumnValues, row: number): number | string | null {
  if (values.kind === 'texts') return values.values[row] ?? null
  if (values.kind !== 'numbers') return null
  const value = values.data[row]!
  return values.missing?.[row] === 1 || Number.isNaN(value) ? null : value
}

/** A text, an object of values by column, or pixels as nested lists. */
function ofJson(text: string, kind: Kind): ModelInput {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (kind === 'text') return { kind: 'text', text }
    throw unusable('-', (error as Error).message, kind)
  }
  if (kind === 'text' && typeof value === 'string') return { kind: 'text', text: value }
  if (kind === 'picture' && Array.isArray(value)) return ofNested(value)
  if (kind === 'values' && typeof value === 'object' && value !== null && !Array.isArray(value))
    return { kind: 'values', values: value as Values }
  throw unusable('-', `it is ${Array.isArray(value) ? 'a list' : typeof value}`, kind)
}

function ofNested(rows: unknown[]): ModelInput {
  const height = rows.length
  const width = Array.isArray(rows[0]) ? rows[0].length : 0
  const pixel: unknown = Array.isArray(rows[0]) ? rows[0][0] : null
  const channels = Array.isArray(pixel) ? pixel.length : 1
  const values = rows.flat(2).map(Number)
  if (width === 0 || values.length !== height * width * channels || values.some(Number.isNaN))
    throw unusable('-', 'its rows are not equally long lists of numbers', 'picture')
  return { kind: 'picture', picture: pictureOf(values, { height, width, channels }) }
}
