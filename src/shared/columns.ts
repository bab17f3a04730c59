// What is in a dataset, column by column: the one type that every format opens into. Pictures, arrays and texts are
// columns too: MNIST is a column of pictures of 28 x 28 and one of labels.

/** NumPy's words, where JavaScript has an array for them; 64-bit integers are held as float64 where they are exact. */
export type NumberArray =
  | Uint8Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>

/**
 * What the values of a column are. `number` is any real number, `integer` whole ones, `time` milliseconds since 1970 (UTC);
 * `tensor`: numbers of a shape of their own, equal for all rows; `picture`: uint8, of whatever size each has;
 * `sequence`: whole numbers, as many as each row has.
 */
export const COLUMN_TYPES = ['number', 'integer', 'boolean', 'time', 'text', 'tensor', 'picture', 'sequence'] as const
export type ColumnType = (typeof COLUMN_TYPES)[number]

/** number, integer, boolean (0 and 1), time and tensor. data: [rows, ...shape] row-major; shape [] for one number a row. */
export interface NumberValues {
  kind: 'numbers'
  shape: readonly number[]
  data: NumberArray
  /** 1 where a row has no value (its data are then NaN, or 0 in integers); null where all have one. */
  missing: Uint8Array<ArrayBuffer> | null
}

/** null where a row has none; an empty text is a value. */
export interface TextValues {
  kind: 'texts'
  values: (string | null)[]
}

/** Row i has data[offsets[i] .. offsets[i + 1]]; offsets: [rows + 1]. */
export interface SequenceValues {
  kind: 'sequences'
  offsets: Uint32Array<ArrayBuffer>
  data: Int32Array<ArrayBuffer>
}

/** data: [height, width, channels] row-major, 0 to 255; channels 1 (grey), 3 (RGB) or 4 (RGBA). */
export interface Picture {
  height: number
  width: number
  channels: number
  data: Uint8Array<ArrayBuffer>
}
/** null where a picture could not be read; `faults` of the frame says why. */
export interface PictureValues {
  kind: 'pictures'
  values: (Picture | null)[]
}

export type ColumnValues = NumberValues | TextValues | SequenceValues | PictureValues

/** How many rows values hold. */
export function rowsOf(values: ColumnValues): number {
  if (values.kind === 'numbers') return values.data.length / elementsOf(values.shape)
  return values.kind === 'sequences' ? values.offsets.length - 1 : values.values.length
}

/** Elements of one value of this shape; 1 for []. */
export const elementsOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

/** The rows at `rows`, in their order; a copy. */
export function takeRows(values: ColumnValues, rows: ArrayLike<number>): ColumnValues {
  switch (values.kind) {
    case 'numbers': {
      const size = elementsOf(values.shape)
      const data = new (values.data.constructor as new (length: number) => NumberArray)(rows.length * size)
      const missing = values.missing && new Uint8Array(rows.length)
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!
        if (size === 1) data[i] = values.data[row]!
        else data.set(values.data.subarray(row * size, (row + 1) * size), i * size)
        if (missing) missing[i] = values.missing![row]!
      }
      return { ...values, data, missing }
    }
    case 'sequences': {
      const offsets = new Uint32Array(rows.length + 1)
      for (let i = 0; i < rows.length; i++) {
        offsets[i + 1] = offsets[i]! + values.offsets[rows[i]! + 1]! - values.offsets[rows[i]!]!
      }
      const data = new Int32Array(offsets.at(-1)!)
      for (let i = 0; i < rows.length; i++) {
        data.set(values.data.subarray(values.offsets[rows[i]!]!, values.offsets[rows[i]! + 1]!), offsets[i])
      }
      return { kind: 'sequences', offsets, data }
    }
    case 'texts':
      return { kind: 'texts', values: Array.from({ length: rows.length }, (_, i) => values.values[rows[i]!]!) }
    case 'pictures':
      return { kind: 'pictures', values: Array.from({ length: rows.length }, (_, i) => values.values[rows[i]!]!) }
  }
}
