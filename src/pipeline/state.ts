// Which columns there are before a step, and what a step makes of them.
import { NetloomError } from '../shared/errors'
import { inLocale, words, type Bilingual } from '../shared/locale'
import type { ColumnShape } from './define'
import type { ReadStep } from './read'
import type { Roles } from './roles'

/** What the steps need to know of the roles of columns. */
export type FedRoles = Pick<Roles, 'features' | 'target'>

export interface State<C extends ColumnShape = ColumnShape> extends FedRoles {
  columns: readonly C[]
}

/** One-hot columns that are not known yet: as many as the training split has values. */
export const isUnknownGroup = ({ type, shape }: ColumnShape): boolean => type === 'boolean' && shape === null

/**
 * The columns that a step takes, in their order. Of those that only training will tell (colour_red), none yet.
 * @throws NetloomError PIPELINE_COLUMN, PIPELINE_COLUMN_TYPE, PIPELINE_NO_COLUMN
 */
export function columnsOf({ step, params, columns: named, where }: ReadStep, state: State): string[] {
  const { className, takes } = step
  const byName = new Map(state.columns.map((column) => [column.name, column]))
  if (!named) {
    const features = state.features.map((name) => byName.get(name)!)
    const taken = features.filter((column) => step.accepts(column, params) && (step.byDefault?.(column) ?? true))
    if (taken.length > 0 || features.some(isUnknownGroup)) return taken.map(({ name }) => name)
    throw new NetloomError('PIPELINE_NO_COLUMN', { className, where, expected: takes, found: described(features) })
  }
  return [...new Set(named)].flatMap((name) => {
    const column = byName.get(name)
    if (!column) {
      if (state.columns.some((group) => isUnknownGroup(group) && name.startsWith(`${group.name}_`))) return []
      const known = state.columns.map((other) => other.name).join(', ')
      throw new NetloomError('PIPELINE_COLUMN', { className, where, found: name, known })
    }
    if (step.accepts(column, params)) return [name]
    throw new NetloomError('PIPELINE_COLUMN_TYPE', {
      ...{ className, where, column: name },
      ...{ expected: takes, found: kindOf(column) }
    })
  })
}

/**
 * The state with columns replaced by others, at their places; what comes of a feature is a feature.
 * @throws NetloomError PIPELINE_NAME_TAKEN, PIPELINE_TARGET
 */
export function replaced<C extends ColumnShape>(
  state: State<C>,
  changes: ReadonlyMap<string, readonly C[]>,
  { step: { className }, where }: ReadStep
): State<C> {
  const columns = state.columns.flatMap((column) => changes.get(column.name) ?? [column])
  const seen = new Set<string>()
  for (const { name: column } of columns) {
    if (seen.has(column)) throw new NetloomError('PIPELINE_NAME_TAKEN', { className, where, column })
    seen.add(column)
  }
  const names = (name: string): string[] => changes.get(name)?.map((column) => column.name) ?? [name]
  const { target } = state
  const targets = target === null ? [] : (changes.get(target) ?? [])
  if (target !== null && changes.has(target)) {
    const isValue = targets.length === 1 && (targets[0]!.shape?.length === 0 || targets[0]!.type === 'text')
    if (!isValue)
      throw new NetloomError('PIPELINE_TARGET', { className, where, column: target, found: described(targets) })
  }
  return { columns, features: state.features.flatMap(names), target: targets[0]?.name ?? target }
}

const KINDS: Record<ColumnShape['type'], Bilingual> = {
  number: words('numbers', '数值'),
  integer: words('whole numbers', '整数'),
  boolean: words('yes or no', '布尔值'),
  time: words('dates or times', '日期时间'),
  text: words('texts', '文本'),
  tensor: words('an array', '数组'),
  picture: words('pictures', '图片'),
  sequence: words('sequences', '序列')
}

/** What a column holds, in a few words: 'an array [28, 28]'. */
export function kindOf(column: ColumnShape): Bilingual {
  if (isUnknownGroup(column)) return words('columns of zeros and ones', '若干个由 0 和 1 组成的列')
  const { type, shape } = column
  const size = shape && shape.length > 0 ? ` [${shape.join(', ')}]` : ''
  const { en, 'zh-CN': zh } = KINDS[type]
  return words(`${en}${size}`, `${zh}${size}`)
}

/** 'age: numbers; colour: texts'; the first few of many. */
export function described(columns: readonly ColumnShape[]): Bilingual {
  const MOST = 6
  const list = (locale: 'en' | 'zh-CN'): string =>
    columns
      .slice(0, MOST)
      .map((column) => `${column.name}: ${inLocale(kindOf(column), locale)}`)
      .join('; ') + (columns.length > MOST ? ' ...' : '')
  return words(list('en'), list('zh-CN'))
}
