// Class numbers of all rows.
import { encodeTarget } from '../../pipeline/target'
import { rolesOf, type Roles } from '../../pipeline/roles'
import { taskOf, type ResolvedDataset, type Task } from '../../shared/dataset'
import { NetloomError } from '../../shared/errors'
import { namedValues } from '../datasets/column-shape'
import type { Frame } from '../datasets/frame'

export interface Labels {
  classes: string[]
  /** [rows] */
  labels: Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer>
}

/** @param split `dataset.split.column` @throws NetloomError as rolesOf */
export const rolesOfFrame = (frame: Frame, { source }: ResolvedDataset, split: string | null = null): Roles =>
  rolesOf(
    source,
    frame.columns.map(({ name }) => name),
    split
  )

export const taskOfResolved = (resolved: ResolvedDataset): Task =>
  'name' in resolved.source ? resolved.task : taskOf(resolved.source)

/**
 * No class and zeros where there is no target.
 * @param split `dataset.split.column`
 * @throws NetloomError where the target is none of classes (too many, too few, missing)
 */
export async function labelsOf(frame: Frame, resolved: ResolvedDataset, split: string | null = null): Promise<Labels> {
  const { target } = rolesOfFrame(frame, resolved, split)
  if (target === null) return { classes: [], labels: new Uint8Array(frame.rows) }
  const [values] = await frame.read([target], { first: 0, count: frame.rows })
  const column = namedValues(frame, target, values!)
  const { classes, y } = encodeTarget(column, 'classification', { classes: frame.classes })
  return {
    classes: classes!,
    labels: y instanceof Uint8Array ? Uint8Array.from(y) : Int32Array.from(y)
  }
}

/**
 * null where the target is none of classes: a regression, no target, or one that cannot be told apart into classes (which
 * training says itself).
 */
export async function labelsOrNull(
  frame: Frame,
  resolved: ResolvedDataset,
  split: string | null = null
): Promise<Labels | null> {
  if (taskOfResolved(resolved) !== 'classification') return null
  try {
    const labels = await labelsOf(frame, resolved, split)
    return labels.classes.length > 0 ? labels : null
  } catch (error) {
    if (error instanceof NetloomError && error.code.startsWith('TARGET_')) return null
    throw error
  }
}
