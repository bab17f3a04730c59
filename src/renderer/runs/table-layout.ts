// How a person has set the table of runs up: kept in the page's own storage.
import type { Sorting } from './sorting'

export interface TableLayout {
  /** Ids of columns, in their order; null: the usual ones. */
  columns: string[] | null
  /** Pixels, of those that were drawn wider or narrower. */
  widths: Record<string, number>
  sorting: Sorting[]
  /** The column by whose values the runs are grouped. */
  groupBy: string | null
  /** Shows the settings in which the runs differ, whatever else is shown. */
  differing: boolean
  /** Archived runs are among the others. */
  archived: boolean
  /** What part of the height is the table's, 0 .. 1, and whether it has it all. */
  share: number
  alone: boolean
}
export interface NamedLayout {
  name: string
  columns: string[] | null
  widths: Record<string, number>
  sorting: Sorting[]
  groupBy: string | null
}

export const DEFAULT_LAYOUT: TableLayout = {
  columns: null,
  widths: {},
  sorting: [{ column: 'created', descending: true }],
  groupBy: null,
  differing: false,
  archived: false,
  share: 0.36,
  alone: false
}
export const [LEAST_WIDTH, MOST_WIDTH] = [56, 640]

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const names = (value: unknown): string[] | null =>
  Array.isArray(value) ? [...new Set(value.filter((name): name is string => typeof name === 'string'))] : null
const within = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))

function widthsOf(value: unknown): Record<string, number> {
  const entries = Object.entries(isRecord(value) ? value : {})
  const numbers = entries.filter((entry): entry is [string, number] => Number.isFinite(entry[1]))
  return Object.fromEntries(numbers.map(([id, width]) => [id, within(width, LEAST_WIDTH, MOST_WIDTH)]))
}
function sortingOf(value: unknown): Sorting[] {
  const given = (Array.isArray(value) ? value : []).filter(isRecord)
  const known = given.filter(
    (one): one is Record<string, unknown> & { column: string } => typeof one.column === 'string'
  )
  return known.map(({ column, descending }) => ({ column, descending: descending === true }))
}
function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}

/** What was kept, and the usual for all that is not there or not of its kind. */
export function parseLayout(text: string | null): TableLayout {
  const found = parsed(text)
  const kept = isRecord(found) ? found : {}
  const sorting = sortingOf(kept.sorting)
  return {
    columns: names(kept.columns),
    widths: widthsOf(kept.widths),
    sorting: sorting.length > 0 ? sorting : [...DEFAULT_LAYOUT.sorting],
    groupBy: typeof kept.groupBy === 'string' ? kept.groupBy : null,
    differing: kept.differing === true,
    archived: kept.archived === true,
    share: typeof kept.share === 'number' ? within(kept.share, 0.1, 0.85) : DEFAULT_LAYOUT.share,
    alone: kept.alone === true
  }
}
export function parseNamed(text: string | null): NamedLayout[] {
  const found = parsed(text)
  const kept = (Array.isArray(found) ? found : []).filter(isRecord)
  return kept.flatMap((one) => {
    const { columns, widths, sorting, groupBy } = parseLayout(JSON.stringify(one))
    return typeof one.name === 'string' && one.name !== ''
      ? [{ name: one.name, columns, widths, sorting, groupBy }]
      : []
  })
}

/** With `id` before another one, or at the end. */
export function moved(columns: readonly string[], id: string, before: string | null): string[] {
  const others = columns.filter((other) => other !== id)
  const at = before === null ? others.length : others.indexOf(before)
  return at < 0 ? [...columns] : [...others.slice(0, at), id, ...others.slice(at)]
}
