// Columns of frames as the pipeline knows them, with their values.
import { columnShapeOf } from '../../pipeline/column-shape'
import type { NamedValues } from '../../pipeline/define'
import type { ColumnValues } from '../../shared/columns'
import type { Frame } from './frame'

export { columnShapeOf }

export const namedValues = (frame: Frame, name: string, values: ColumnValues): NamedValues => ({
  ...columnShapeOf(frame.columns.find((column) => column.name === name)!),
  values
})
