// A batch of CIFAR-10 or CIFAR-100 in their "python version": a pickled dict of pictures and their labels.
import { NetloomError } from '../../../shared/errors'
import { shapeText } from './format'
import { PickledArray, unpickle, type PickleValue } from './pickle'

export const CIFAR_SHAPE: readonly number[] = [32, 32, 3]
const PLANE = 32 * 32
const PIXELS = 3 * PLANE

export interface CifarBatch {
  count: number
  /** [count, 3, 32, 32]: all red values of a picture, then all green ones, then all blue ones. */
  planes: Uint8Array
  labels: Uint8Array
}

/**
 * @param file named in errors
 * @param labelKey 'labels' of CIFAR-10, 'fine_labels' or 'coarse_labels' of CIFAR-100
 * @throws NetloomError CIFAR_INVALID, PICKLE_REFUSED, PICKLE_INVALID, DATA_LABELS, DATA_COUNT_MISMATCH
 */
export function readCifarBatch(bytes: Uint8Array, file: string, labelKey: string, classes: number): CifarBatch {
  const invalid = (expected: string, found: string): NetloomError =>
    new NetloomError('CIFAR_INVALID', { file, expected, found })
  const batch = unpickle(bytes, file, { longStrings: 'bytes' })
  if (!(batch instanceof Map)) throw invalid('dict', kindOf(batch))
  // Python 3 writes Python 2's keys as bytes, where those were kept.
  const values = new Map([...batch].map(([key, value]) => [textOf(key), value]))
  const data = values.get('data')
  if (!(data instanceof PickledArray) || !(data.content instanceof Uint8Array)) throw invalid('"data"', kindOf(data))
  const [count = 0, ...rest] = data.shape
  const fits = data.descr === '|u1' && rest.length === 1 && rest[0] === PIXELS && data.content.length === count * PIXELS
  if (!fits || count === 0) throw invalid(`uint8 [n, ${PIXELS}]`, `${data.descr} ${shapeText(data.shape)}`)
  const labels = values.get(labelKey)
  if (!Array.isArray(labels)) throw invalid(`"${labelKey}"`, [...values.keys()].join(', ').slice(0, 120))
  return {
    count,
    planes: data.fortran ? transposed(data.content, count) : data.content,
    labels: labelsOf(labels, count, { file, labelKey, classes })
  }
}

const textOf = (key: PickleValue): string =>
  key instanceof Uint8Array ? Buffer.from(key).toString('latin1') : String(key)

const kindOf = (value: PickleValue | undefined): string =>
  value === undefined ? 'nothing' : Array.isArray(value) ? 'list' : value instanceof Map ? 'dict' : typeof value

function labelsOf(
  labels: readonly PickleValue[],
  count: number,
  { file, labelKey, classes }: { file: string; labelKey: string; classes: number }
): Uint8Array {
  if (labels.length !== count) {
    throw new NetloomError('DATA_COUNT_MISMATCH', {
      ...{ xRole: 'data', xFile: file, xCount: count },
      ...{ yRole: labelKey, yFile: file, yCount: labels.length }
    })
  }
  return Uint8Array.from(labels, (label, where) => {
    if (Number.isInteger(label) && Number(label) >= 0 && Number(label) < classes) return Number(label)
    const found = typeof label === 'number' ? label : kindOf(label)
    throw new NetloomError('DATA_LABELS', { file, role: labelKey, where, expected: `0..${classes - 1}`, found })
  })
}

// Column by column, as NumPy pickles a transposed array.
function transposed(columns: Uint8Array, count: number): Uint8Array {
  const rows = new Uint8Array(columns.length)
  for (let row = 0; row < count; row++) {
    for (let pixel = 0; pixel < PIXELS; pixel++) rows[row * PIXELS + pixel] = columns[pixel * count + row]!
  }
  return rows
}

/** Picture `row` as [32, 32, 3], into `out` from `at`. */
export function copyCifarPicture(planes: Uint8Array, row: number, out: { [at: number]: number }, at: number): void {
  const start = row * PIXELS
  for (let pixel = 0; pixel < PLANE; pixel++, at += 3) {
    out[at] = planes[start + pixel]!
    out[at + 1] = planes[start + PLANE + pixel]!
    out[at + 2] = planes[start + 2 * PLANE + pixel]!
  }
}
