import { SPLIT_NAMES, type SplitName } from '../../../shared/dataset'

/** What a row must be to be shown; null lets all pass. */
export interface RowFilter {
  split: SplitName | 'none' | null
  label: number | null
  /** What a run makes of it: wrong ones, those with the surest first, or all by loss, the highest first. */
  outcome: Outcome | null
}
export const OUTCOMES = ['wrong', 'sure', 'loss'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const NO_FILTER: RowFilter = { split: null, label: null, outcome: null }

export type RowTest = (row: number) => boolean

/** Tests that a filter stands for; what a run predicts gives rows in an order of their own (use-outcomes.ts). */
export function testsOf(
  { split, label }: Pick<RowFilter, 'split' | 'label'>,
  known: { labels: ArrayLike<number> | null; splits: ArrayLike<number> | null }
): RowTest[] {
  const tests: RowTest[] = []
  const { labels, splits } = known
  if (label !== null && labels) tests.push((row) => labels[row] === label)
  if (split === 'none' && splits) tests.push((row) => splits[row]! >= SPLIT_NAMES.length)
  else if (split !== null && split !== 'none' && splits) {
    const number = SPLIT_NAMES.indexOf(split)
    tests.push((row) => splits[row] === number)
  }
  return tests
}

/** Rows in their order that pass all tests; null for all. */
export function rowsThat(count: number, tests: readonly RowTest[]): Uint32Array | null {
  if (tests.length === 0) return null
  const rows = new Uint32Array(count)
  let found = 0
  for (let row = 0; row < count; row++) if (tests.every((test) => test(row))) rows[found++] = row
  return rows.slice(0, found)
}

/** Those of `ordered` that pass all tests, in their order. */
export const orderedThat = (ordered: Uint32Array, tests: readonly RowTest[]): Uint32Array =>
  tests.length === 0 ? ordered : ordered.filter((row) => tests.every((test) => test(row)))

/** Where a row, or else the next one after it, stands among ascending `rows`. */
export function placeOf(rows: Uint32Array, row: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return low
}
