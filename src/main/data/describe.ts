// What a source is, as far as it is known. A target that cannot be one is a fault: the data can still be looked at.
import { stat } from 'node:fs/promises'
import { roleOf, type Roles } from '../../pipeline/roles'
import type { DataDescription } from '../../shared/data-contract'
import { pathsOf, type ResolvedDataset } from '../../shared/dataset'
import { NetloomError, toErrorPayload } from '../../shared/errors'
import type { Frame } from '../datasets/frame'
import { rolesOfFrame, taskOfResolved, type Labels } from './labels'

/** Of data whose target or columns do not fit what the source says: they can be looked at all the same. */
const NO_ROLES: Roles = { features: [], target: null, weight: null, split: null }

/** @param labels of the frame, if they can be had */
export async function describeFrame(
  frame: Frame,
  resolved: ResolvedDataset,
  labels: () => Promise<Labels>
): Promise<DataDescription> {
  const faults = [...frame.faults]
  const orFault = async <T>(where: string, instead: T, work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof NetloomError)) throw error
      faults.push({ where, error })
      return instead
    }
  }
  const task = taskOfResolved(resolved)
  const paths = [...new Set([...resolved.files.map(({ path }) => path), ...pathsOf(resolved.source)])]
  const roles = await orFault(resolved.title, NO_ROLES, () => rolesOfFrame(frame, resolved))
  const { target } = roles
  const isClass = task === 'classification' && target !== null
  const classes = isClass ? (await orFault(target, null, labels))?.classes : null
  return {
    name: resolved.title,
    format: frame.format,
    rows: frame.rows,
    columns: frame.columns.map(({ name, type, dtype, shape }) => ({
      ...{ name, type, dtype, role: roleOf(roles, name) },
      shape: shape && [...shape]
    })),
    parts: frame.parts.map((part) => ({ ...part })),
    task,
    classes: classes ?? null,
    shape: shapeOf(frame, roles),
    notes: frame.notes.map(([key, value]) => [key, value]),
    faults: faults.map(({ where, error }) => ({ where, error: toErrorPayload(error) })),
    files: await Promise.all(
      paths.map(async (path) => ({
        path,
        bytes: await stat(path).then(
          ({ size }) => size,
          () => 0
        )
      }))
    )
  }
}

/** Of all features together before any step: single numbers side by side, or one tensor as it is. */
function shapeOf(frame: Frame, { features }: Roles): number[] | null {
  const columns = features.map((name) => frame.columns.find((column) => column.name === name)!)
  if (columns.length === 1 && columns[0]!.shape && columns[0]!.shape.length > 0) return [...columns[0]!.shape]
  const single = columns.every(({ shape, type }) => shape?.length === 0 && type !== 'text')
  return single && columns.length > 0 ? [columns.length] : null
}
