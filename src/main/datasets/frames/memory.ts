// A frame whose columns are all in memory: small files, made-up examples, arrays.
import { createHash } from 'node:crypto'
import { rowsOf, takeRows, type ColumnValues } from '../../../shared/columns'
import { NetloomError } from '../../../shared/errors'
import type { Frame, FrameColumn, RowSelection } from '../frame'

export interface MemoryColumn extends FrameColumn {
  values: ColumnValues
}
type Rest = Partial<Pick<Frame, 'parts' | 'classes' | 'notes' | 'faults' | 'hashes'>>

/** @param columns all of the same number of rows, at least one column */
export function memoryFrame(format: string, columns: readonly MemoryColumn[], rest: Rest = {}): Frame {
  const byName = new Map(columns.map((column) => [column.name, column]))
  return {
    format,
    rows: columns[0] ? rowsOf(columns[0].values) : 0,
    columns: columns.map(({ name, type, dtype, shape }) => ({ name, type, dtype, shape })),
    parts: [],
    classes: null,
    notes: [],
    faults: [],
    hashes: () => Promise.resolve({ data: hashOf(columns) }),
    ...rest,
    read: (names, rows) => {
      const chosen = names.map((name) => {
        const column = byName.get(name)
        if (!column) throw unknownColumn(name, columns)
        return selected(column.values, rows)
      })
      return Promise.resolve(chosen)
    },
    close: () => Promise.resolve()
  }
}

export const unknownColumn = (found: string, columns: readonly { name: string }[]): NetloomError =>
  new NetloomError('FRAME_COLUMN', { found, known: columns.map(({ name }) => name).join(', ') })

/** Consecutive numbers are views, not copies. */
export function selected(values: ColumnValues, rows: RowSelection): ColumnValues {
  if (rows instanceof Uint32Array) return takeRows(values, rows)
  const { first, count } = rows
  if (values.kind === 'numbers') {
    const size = values.shape.reduce((product, length) => product * length, 1)
    return {
      ...values,
      data: values.data.subarray(first * size, (first + count) * size),
      missing: values.missing && values.missing.subarray(first, first + count)
    }
  }
  return takeRows(
    values,
    Uint32Array.from({ length: count }, (_, i) => first + i)
  )
}

/** SHA-256 (hex) of names and values. */
function hashOf(columns: readonly MemoryColumn[]): string {
  const hash = createHash('sha256')
  for (const { name, values } of columns) {
    hash.update(JSON.stringify(name))
    if (values.kind === 'numbers') hash.update(bytesOf(values.data))
    else if (values.kind === 'sequences') hash.update(bytesOf(values.offsets)).update(bytesOf(values.data))
    else if (values.kind === 'texts') hash.update(JSON.stringify(values.values))
    else for (const picture of values.values) hash.update(picture ? picture.data : 'missing')
  }
  return hash.digest('hex')
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView<ArrayBuffer>): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)
