// Class numbers of all rows.
import { encodeTarget } from '../../pipeline/target'
import { rolesOf } from '../../pipeline/roles'
import type { ResolvedDataset } from '../../shared/dataset'
import { namedValues } from '../datasets/column-shape'
import type { Frame } from '../datasets/frame'

export interface Labels {
  classes: string[]
  /** [rows] */
  labels: Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer>
}

/** @throws NetloomError where the target is none of classes (too many, too few, missing) */
export async function labelsOf(frame: Frame, { source }: ResolvedDataset): Promise<Labels> {
  const { target } = rolesOf(
    source,
    frame.columns.map(({ name }) => name)
  )
  if (target === null) return { classes: [], labels: new Uint8Array(frame.rows) }
  const [values] = await frame.read([target], { first: 0, count: frame.rows })
  const column = namedValues(frame, target, values!)
  const { classes, y } = encodeTarget(column, 'classification', { classes: frame.classes })
  return {
    classes: classes!,
    labels: y instanceof Uint8Array ? Uint8Array.from(y) : Int32Array.from(y)
  }
}
