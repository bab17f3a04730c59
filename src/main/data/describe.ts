// What a source is, known as soon as it is opened.
import { stat } from 'node:fs/promises'
import { rolesOf, type Roles } from '../../pipeline/roles'
import type { DataDescription } from '../../shared/data-contract'
import { pathsOf, taskOf, type ResolvedDataset } from '../../shared/dataset'
import { toErrorPayload } from '../../shared/errors'
import type { Frame } from '../datasets/frame'
import { labelsOf } from './labels'

export const rolesOfFrame = (frame: Frame, { source }: ResolvedDataset): Roles =>
  rolesOf(
    source,
    frame.columns.map(({ name }) => name)
  )

export const taskOfResolved = (resolved: ResolvedDataset): DataDescription['task'] =>
  'name' in resolved.source ? resolved.task : taskOf(resolved.source)

export async function describeFrame(frame: Frame, resolved: ResolvedDataset): Promise<DataDescription> {
  const roles = rolesOfFrame(frame, resolved)
  const task = taskOfResolved(resolved)
  const paths = [...new Set([...resolved.files.map(({ path }) => path), ...pathsOf(resolved.source)])]
  const labels = task === 'classification' && roles.target !== null ? await labelsOf(frame, resolved) : null
  const role = (name: string): DataDescription['columns'][number]['role'] => {
    if (roles.features.includes(name)) return 'feature'
    if (name === roles.target) return 'target'
    if (name === roles.weight) return 'weight'
    return name === roles.split ? 'split' : 'none'
  }
  return {
    name: resolved.title,
    format: frame.format,
    rows: frame.rows,
    columns: frame.columns.map(({ name, type, dtype, shape }) => ({
      ...{ name, type, dtype, role: role(name) },
      shape: shape && [...shape]
    })),
    parts: frame.parts.map((part) => ({ ...part })),
    task,
    classes: labels?.classes ?? null,
    shape: shapeOf(frame, roles),
    notes: frame.notes.map(([key, value]) => [key, value]),
    faults: frame.faults.map(({ where, error }) => ({ where, error: toErrorPayload(error) })),
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
