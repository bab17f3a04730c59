// Pictures as small as the page shows them.
import type { ColumnValues } from '../../shared/columns'
import { fitInto } from '../datasets/pictures/resize'

/** Pictures of files larger than `pixels` each way are scaled down; all else is left as it is. */
export function shrunk(values: readonly ColumnValues[], pixels: number): ColumnValues[] {
  return values.map((one) =>
    one.kind === 'pictures'
      ? { kind: 'pictures', values: one.values.map((picture) => picture && fitInto(picture, pixels)) }
      : one
  )
}
