// Columns of data as the pipeline knows them.
import type { ColumnType } from '../shared/columns'
import type { ColumnShape } from './define'

/** A column of a frame, or of a description of one; dtype in NumPy's words. */
interface DataColumn {
  name: string
  type: ColumnType
  dtype: string
  shape: readonly number[] | null
}

/** Small integers fit 32 bits; wider ones are held as doubles. */
function dtypeOf({ type, dtype }: DataColumn): ColumnShape['dtype'] {
  if (type === 'text') return 'str'
  if (type === 'picture' || dtype === 'uint8') return 'uint8'
  if (type === 'sequence' || /^(u?int(8|16)|int32|bool)$/.test(dtype)) return 'int32'
  return dtype === 'float32' || dtype === 'float16' ? 'float32' : 'float64'
}

export const columnShapeOf = (column: DataColumn): ColumnShape => ({
  name: column.name,
  type: column.type,
  shape: column.shape,
  dtype: dtypeOf(column)
})
