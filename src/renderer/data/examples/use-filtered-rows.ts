import { computed, ref, watch } from 'vue'
import { NO_FILTER, placeOf, rowsThat, testsOf, type RowFilter } from './row-filter'
import type { RowFacts } from './use-row-facts'

/** The rows that a filter lets pass, and which of them is chosen. A place counts from 0 among these. */
export function useFilteredRows(facts: RowFacts) {
  const filter = ref<RowFilter>(NO_FILTER)
  const selected = ref<number | null>(null)
  const total = computed(() => facts.description.value?.rows ?? 0)
  const rows = computed(() =>
    rowsThat(
      total.value,
      testsOf(filter.value, {
        labels: facts.labels.value?.labels ?? null,
        splits: facts.splits.value?.of ?? null
      })
    )
  )
  const count = computed(() => rows.value?.length ?? total.value)
  const rowAt = (place: number): number => (rows.value ? rows.value[place]! : place)
  const place = computed(() => {
    const row = selected.value
    if (row === null || row >= total.value) return null
    if (!rows.value) return row
    const found = placeOf(rows.value, row)
    return rows.value[found] === row ? found : null
  })
  /** The place that shows a row, or the next one that is shown. */
  const nearest = (row: number): number =>
    Math.max(0, Math.min(count.value - 1, rows.value ? placeOf(rows.value, row) : row))
  watch(facts.source, () => {
    filter.value = NO_FILTER
    selected.value = null
  })
  function choose(at: number): void {
    selected.value = rowAt(at)
  }
  function move(by: number): void {
    if (place.value !== null) choose(Math.max(0, Math.min(count.value - 1, place.value + by)))
  }
  /** A row that the filter hides is shown by lifting it. */
  function go(row: number): void {
    if (rows.value && rowAt(nearest(row)) !== row) filter.value = NO_FILTER
    selected.value = row
  }
  return { filter, selected, total, rows, count, place, choose, move, go }
}
