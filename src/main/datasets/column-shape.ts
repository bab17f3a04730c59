// Columns of frames as the pipeline knows them.
import type { ColumnShape, NamedValues } from '../../pipeline/define'
import type { ColumnValues } from '../../shared/columns'
import type { Frame, FrameColumn } from './frame'

/** Small integers fit 32 bits; wider ones are held as doubles. */
function dtypeOf({ type, dtype }: FrameColumn): ColumnShape['dtype'] {
  if (type === 'text') return 'str'
  if (type === 'picture' || dtype === 'uint8') return 'uint8'
  if (type === 'sequence' || /^(u?int(8|16)|int32|bool)$/.test(dtype)) return 'int32'
  return dtype === 'float32' || dtype === 'float16' ? 'float32' : 'float64'
}

export const columnShapeOf = (column: FrameColumn): ColumnShape => ({
  name: column.name,
  type: column.type,
  shape: column.shape,
  dtype: dtypeOf(column)
})

export const namedValues = (frame: Frame, name: string, values: ColumnValues): NamedValues => ({
  ...columnShapeOf(frame.columns.find((column) => column.name === name)!),
  values
})
