// Features put together into what the network is fed.
import { elementsOf, rowsOf, type NumberArray } from '../shared/columns'
import { NetloomError } from '../shared/errors'
import { words, type Bilingual } from '../shared/locale'
import type { FloatType } from '../shared/training'
import type { ColumnShape, NamedValues } from './define'
import { isMissing, numbersOf } from './families/numbers'
import { described, kindOf } from './state'

const HINTS: Partial<Record<ColumnShape['type'], Bilingual>> = {
  text: words(
    'Add TextVectorization (sentences), OneHotEncoder or OrdinalEncoder (categories) to the steps, or leave the column out of the features.',
    '请在步骤中加入 TextVectorization（句子）或 OneHotEncoder、OrdinalEncoder（类别），或不把该列作为特征。'
  ),
  sequence: words(
    'Add pad_sequences to the steps: it makes them equally long.',
    '请在步骤中加入 pad_sequences，使其等长。'
  ),
  picture: words('Add Resizing to the steps: it brings them to one size.', '请在步骤中加入 Resizing，使其大小相同。')
}
const UNEQUAL: Partial<Record<ColumnShape['type'], Bilingual>> = {
  text: words('texts', '文本'),
  sequence: words('sequences of unequal length', '长度不等的序列'),
  picture: words('pictures of unequal size', '大小不等的图片')
}

export interface FedShape {
  /** Of one example. */
  shape: readonly number[]
  /** Bytes where all features are bytes; else of the type that the training has. */
  dtype: 'uint8' | 'float'
}

/**
 * What features are together: one of more than one axis keeps its shape; numbers and lists of numbers follow one another [n].
 * null while a shape is not known.
 * @throws NetloomError PIPELINE_NO_FEATURE, PIPELINE_TYPE, PIPELINE_MIX
 */
export function assembledShape(features: readonly ColumnShape[]): FedShape | null {
  if (features.length === 0) throw new NetloomError('PIPELINE_NO_FEATURE')
  for (const column of features) {
    const unfed = column.type === 'text' || (column.shape === null && ['sequence', 'picture'].includes(column.type))
    if (!unfed) continue
    const found = UNEQUAL[column.type] ?? kindOf(column)
    throw new NetloomError('PIPELINE_TYPE', { column: column.name, found, hint: HINTS[column.type]! })
  }
  const dtype = features.every((column) => column.dtype === 'uint8') ? 'uint8' : 'float'
  if (features.length > 1 && features.some(({ shape }) => (shape?.length ?? 0) > 1)) {
    throw new NetloomError('PIPELINE_MIX', { found: described(features) })
  }
  if (features.some((column) => column.shape === null)) return null
  const [first] = features
  const shape = features.length === 1 && first!.shape!.length > 0 ? first!.shape! : null
  return { shape: shape ?? [features.reduce((sum, column) => sum + elementsOf(column.shape!), 0)], dtype }
}

export interface Assembled {
  /** Of one example. */
  shape: number[]
  /** [rows, ...shape], row-major. */
  x: Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>
}

const FLOATS = { float32: Float32Array, float64: Float64Array } as const

/**
 * Features of all rows as one array; a single column that is of the right type already is not copied.
 * @param features names, in the order in which they follow one another
 * @param rows numbers of the rows in the source, for errors
 * @throws NetloomError PIPELINE_NO_FEATURE, PIPELINE_TYPE, PIPELINE_MIX, PIPELINE_MISSING, PIPELINE_INFINITE
 */
export function assemble(
  columns: readonly NamedValues[],
  features: readonly string[],
  floatType: FloatType = 'float32',
  rows?: ArrayLike<number>
): Assembled {
  const fed = features.map((name) => columns.find((column) => column.name === name)!)
  const { shape, dtype } = assembledShape(fed.map(withShape))!
  const arrays = fed.map((column) => stacked(column))
  const count = rowsOf(fed[0]!.values)
  const size = elementsOf(shape)
  const Type = dtype === 'uint8' ? Uint8Array : FLOATS[floatType]
  const [only] = arrays
  const shared = arrays.length === 1 && only!.data instanceof Type
  const x = shared ? (only!.data as Assembled['x']) : new Type(count * size)
  if (!shared) interleave(arrays, x, count, size)
  fed.forEach((column) => checkPresent(column, rows))
  checkFinite(fed, x, size, rows)
  return { shape: [...shape], x }
}

/** The shape that the values have, where the column does not tell. */
function withShape(column: NamedValues): ColumnShape {
  const { values } = column
  return values.kind === 'numbers' ? { ...column, shape: values.shape } : column
}

/** A column's numbers: [rows, size]. */
function stacked(column: NamedValues): { data: NumberArray; size: number } {
  const { values } = column
  if (values.kind === 'numbers') return { data: values.data, size: elementsOf(values.shape) }
  const size = elementsOf(column.shape!)
  const data = new Uint8Array(rowsOf(values) * size)
  if (values.kind === 'pictures') {
    values.values.forEach((picture, row) => picture && data.set(picture.data.subarray(0, size), row * size))
    return { data, size }
  }
  if (values.kind === 'sequences') return { data: values.data, size }
  throw new TypeError(`${column.name} is of ${values.kind}`)
}

function interleave(
  arrays: readonly { data: NumberArray; size: number }[],
  x: Assembled['x'],
  count: number,
  total: number
): void {
  let offset = 0
  for (const { data, size } of arrays) {
    for (let row = 0, from = 0; row < count; row++) {
      const to = row * total + offset
      for (let i = 0; i < size; i++) x[to + i] = data[from++]!
    }
    offset += size
  }
}

const numbered = (row: number, rows: ArrayLike<number> | undefined): number => rows?.[row] ?? row

function checkPresent(column: NamedValues, rows: ArrayLike<number> | undefined): void {
  const { values } = column
  let row = -1
  if (values.kind === 'numbers' && values.missing) row = values.missing.indexOf(1)
  else if (values.kind === 'pictures') row = values.values.indexOf(null)
  if (row >= 0) throw new NetloomError('PIPELINE_MISSING', { column: column.name, row: numbered(row, rows) })
}

function checkFinite(
  fed: readonly NamedValues[],
  x: Assembled['x'],
  size: number,
  rows: ArrayLike<number> | undefined
): void {
  if (x instanceof Uint8Array) return
  let at = 0
  while (at < x.length && Number.isFinite(x[at])) at++
  if (at === x.length) return
  const row = Math.floor(at / size)
  let place = at % size
  const column = fed.find(({ values }) => {
    const own = values.kind === 'numbers' ? elementsOf(values.shape) : size
    place -= own
    return place < 0
  })!
  const missing = Number.isNaN(x[at]) || (column.values.kind === 'numbers' && isMissing(numbersOf(column), row))
  const args = { column: column.name, row: numbered(row, rows) }
  if (missing) throw new NetloomError('PIPELINE_MISSING', args)
  throw new NetloomError('PIPELINE_INFINITE', { ...args, found: String(x[at]) })
}
