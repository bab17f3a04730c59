// What a table's columns are used for.
import type { DataDescription } from '../../../shared/data-contract'
import type { TableSource, Task } from '../../../shared/dataset'

export type Column = DataDescription['columns'][number]
export type Role = Column['role']
/** Those that a person chooses; the split's is chosen where rows are dealt. */
export const CHOSEN_ROLES = ['feature', 'target', 'weight', 'none'] as const
/** Whole numbers with at most so many different values are taken for classes. */
const FEW_CLASSES = 20

/** Roles after one column got another; what it takes the place of becomes a feature (target), or nothing (weight). */
export function rolesAfter(columns: readonly Column[], name: string, role: Role): Map<string, Role> {
  return new Map(
    columns.map((column): [string, Role] => {
      if (column.name === name) return [name, role]
      if (column.role !== role || (role !== 'target' && role !== 'weight')) return [column.name, column.role]
      return [column.name, role === 'target' ? 'feature' : 'none']
    })
  )
}

/** Whether a column may get a role: one target and one feature have to stay. */
export function mayBe(columns: readonly Column[], { name, type, role }: Column, wanted: Role): boolean {
  if (role === wanted) return true
  if (role === 'target') return false
  if (wanted === 'weight' && type !== 'number' && type !== 'integer') return false
  const isLast = role === 'feature' && columns.every((other) => other.name === name || other.role !== 'feature')
  // Of two columns, target and feature change places.
  return !isLast || (wanted === 'target' && columns.some((other) => other.role === 'target'))
}

/** The source with these roles; features are named only where they are not simply all the others. */
export function withRoles(
  source: TableSource,
  roles: ReadonlyMap<string, Role>,
  task: Task = source.task
): TableSource {
  const of = (role: Role): string[] => [...roles].filter(([, is]) => is === role).map(([name]) => name)
  const { features: _features, target: _target, sample_weight: _weight, ...rest } = source
  const [[target], [weight]] = [of('target'), of('weight')]
  return {
    ...rest,
    ...(of('none').length > 0 && { features: of('feature') }),
    ...(target !== undefined && { target }),
    ...(weight !== undefined && { sample_weight: weight }),
    task
  }
}

/** What learning a column as the target most likely is; null where only its values tell. */
export function taskFor({ type }: Column, distinct: number | null): Task | null {
  if (type === 'text' || type === 'boolean') return 'classification'
  if (type !== 'integer') return 'regression'
  return distinct === null ? null : distinct <= FEW_CLASSES ? 'classification' : 'regression'
}
