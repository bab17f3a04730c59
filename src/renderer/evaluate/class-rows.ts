// Precision, recall and F1 of each class, and their means.
import type { OutputEvaluation } from '../../shared/model-contract'

export const FIGURES = ['precision', 'recall', 'f1', 'support'] as const
export type Figure = (typeof FIGURES)[number]
export interface ClassRow extends Record<Figure, number> {
  class: number
  name: string
}
export type Means = Record<'precision' | 'recall' | 'f1', number>
type Classification = NonNullable<OutputEvaluation['classification']>

export const nameOf = (classes: readonly string[] | null, number: number): string => classes?.[number] ?? String(number)

export const classRows = (
  { precision, recall, f1, support }: Pick<Classification, Figure>,
  classes: readonly string[] | null
): ClassRow[] =>
  support.map((count, i) => ({
    class: i,
    name: nameOf(classes, i),
    precision: precision[i]!,
    recall: recall[i]!,
    f1: f1[i]!,
    support: count
  }))

/**
 * Plain mean over classes, and one that counts each class as often as it occurs. As scikit-learn: a class never predicted has
 * precision 0; one that neither occurs nor is predicted does not count.
 */
export function meansOf(rows: readonly ClassRow[]): { macro: Means; weighted: Means } {
  const known = rows.filter(({ precision, support }) => support > 0 || Number.isFinite(precision))
  const total = known.reduce((sum, { support }) => sum + support, 0)
  const mean = (figure: keyof Means, weight: (row: ClassRow) => number): number =>
    known.reduce((sum, row) => sum + (Number.isFinite(row[figure]) ? row[figure] : 0) * weight(row), 0)
  const by = (weight: (row: ClassRow) => number): Means => ({
    precision: mean('precision', weight),
    recall: mean('recall', weight),
    f1: mean('f1', weight)
  })
  return { macro: by(() => 1 / known.length), weighted: by(({ support }) => support / total) }
}

export interface Sorting {
  column: Figure | 'class'
  descending: boolean
}
/** The weakest at the top. */
export const WORST_FIRST: Sorting = { column: 'f1', descending: false }

/** What has no value stands last. */
export function sortClasses(rows: readonly ClassRow[], { column, descending }: Sorting): ClassRow[] {
  const sign = descending ? -1 : 1
  return [...rows].sort((a, b) => {
    const [x, y] = [a[column], b[column]]
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y))
    return sign * (x - y) || a.class - b.class
  })
}
