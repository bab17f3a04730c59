// A dataset's arrays, out of whatever files hold them.
import { NetloomError } from '../../shared/errors'
import { openFile } from './formats'
import { shapeText, type ArrayFile, type NdArray, type TableFile } from './formats/format'

/** A uint8 array: pictures [count, ...shape], or labels [count]. */
export interface Uint8Values {
  shape: number[]
  data: Uint8Array
}

/** Opens each file once, however many roles it holds. */
export class FileSet {
  readonly #opened = new Map<string, Promise<ArrayFile | TableFile>>()

  /** @throws NetloomError DATA_FORM, DATA_MEMBER_MISSING, and what the format has to say */
  async read(path: string, role: string): Promise<NdArray> {
    let opening = this.#opened.get(path)
    if (!opening) this.#opened.set(path, (opening = openFile(path)))
    const file = await opening
    if (file.kind === 'table') throw new NetloomError('DATA_FORM', { file: path, found: 'CSV' })
    return file.read(file.names[0] === '' ? '' : role)
  }
}

/** Pictures must be uint8 already: other numbers would need a scale that nobody has told. */
export function asPictures(array: NdArray, role: string, file: string): Uint8Values {
  if (array.dtype !== 'uint8') {
    throw new NetloomError('DATA_DTYPE', { file, role, expected: 'uint8', found: array.dtype })
  }
  return { shape: array.shape, data: array.data as Uint8Array }
}

/** Labels of any whole-number type that are classes 0 .. classes - 1. */
export function asLabels(array: NdArray, role: string, file: string, classes: number): Uint8Values {
  if (!/^u?int\d+$/.test(array.dtype)) {
    throw new NetloomError('DATA_DTYPE', { file, role, expected: 'uint8, int32, int64', found: array.dtype })
  }
  if (array.shape.length !== 1) {
    throw new NetloomError('DATA_SHAPE', { file, role, expected: '[n]', found: shapeText(array.shape) })
  }
  const labels = array.data instanceof Uint8Array ? array.data : Uint8Array.from(array.data as Int32Array, Number)
  for (let i = 0; i < labels.length; i++) {
    const label = Number(array.data[i])
    if (!(label >= 0 && label < classes)) {
      throw new NetloomError('DATA_LABELS', { file, role, where: i, expected: `0..${classes - 1}`, found: label })
    }
  }
  return { shape: array.shape, data: labels }
}
