// Which columns of a source are learnt from, and which is learnt.
import { sourceName, tableOf, type DatasetSource } from '../shared/dataset'
import { NetloomError } from '../shared/errors'

export interface Roles {
  /** In the order in which they are put together. */
  features: readonly string[]
  /** null where there is none: then each example can only be its own target. */
  target: string | null
  /** Says how much each example counts in the loss. */
  weight: string | null
  /** Says train, validation or test of each example. */
  split: string | null
}
export type Role = 'feature' | 'target' | 'weight' | 'split' | 'none'

/**
 * The roles of a source's columns. Where a table does not say: the last column is the target, all others are features. Arrays:
 * x and y; pictures and texts: label is the target, if it is there.
 * @param columns all that the source has, in its order
 * @param split `dataset.split.column`
 * @throws NetloomError CSV_COLUMN_UNKNOWN, CSV_COLUMN_TWICE, CSV_ONE_COLUMN, SPLIT_COLUMN
 */
export function rolesOf(source: DatasetSource, columns: readonly string[], split: string | null = null): Roles {
  if (split !== null && !columns.includes(split)) {
    throw new NetloomError('SPLIT_COLUMN', { found: split, known: columns.join(', ') })
  }
  const table = tableOf(source)
  const weight = table?.sample_weight ?? null
  const others = columns.filter((column) => column !== weight && column !== split)
  const target = table?.target ?? usualTarget(source, others)
  const features = table?.features ?? others.filter((column) => column !== target)
  const file = sourceName(source)
  if (features.length === 0) throw new NetloomError('CSV_ONE_COLUMN', { file, found: others.join(', ') })
  const chosen = [...features, ...[target, weight, split].filter((column) => column !== null)]
  chosen.forEach((column, i) => {
    if (!columns.includes(column)) {
      throw new NetloomError('CSV_COLUMN_UNKNOWN', { file, found: column, known: columns.join(', ') })
    }
    if (chosen.indexOf(column) !== i) throw new NetloomError('CSV_COLUMN_TWICE', { file, column })
  })
  return { features, target, weight, split }
}

/** What sources call their targets: Keras's load_data y, its folders of examples label. */
const TARGETS = ['y', 'label']

function usualTarget(source: DatasetSource, columns: readonly string[]): string | null {
  const usual = TARGETS.find((name) => columns.includes(name)) ?? null
  if ('name' in source) return usual ?? (columns.length > 1 ? columns.at(-1)! : null)
  const unlabelled = source.format === 'arrays' || source.format === 'images' || source.format === 'texts'
  return unlabelled ? usual : (columns.at(-1) ?? null)
}

export function roleOf({ features, target, weight, split }: Roles, column: string): Role {
  if (features.includes(column)) return 'feature'
  if (column === target) return 'target'
  if (column === weight) return 'weight'
  return column === split ? 'split' : 'none'
}
