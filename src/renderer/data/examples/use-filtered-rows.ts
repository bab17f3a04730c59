import { computed, ref, watch } from 'vue'
import { NO_FILTER, orderedThat, placeOf, rowsThat, testsOf, type RowFilter } from './row-filter'
import { useOutcomes } from './use-outcomes'
import type { RowFacts } from './use-row-facts'

/** The rows that a filter lets pass, and which of them is chosen. A place counts from 0 among these. */
export function useFilteredRows(facts: RowFacts) {
  const filter = ref<RowFilter>(NO_FILTER)
  const selected = ref<number | null>(null)
  const total = computed(() => facts.description.value?.rows ?? 0)
  const outcomes = useOutcomes(facts, filter)
  const isOrdered = computed(() => filter.value.outcome !== null)
  const rows = computed(() => {
    const known = { labels: facts.labels.value?.labels ?? null, splits: facts.splits.value?.of ?? null }
    if (!isOrdered.value) return rowsThat(total.value, testsOf(filter.value, known))
    // Which split a row was in is what the run says.
    const tests = testsOf({ ...filter.value, split: null }, known)
    return orderedThat(outcomes.predictions.value?.rows ?? new Uint32Array(0), tests)
  })
  const count = computed(() => rows.value?.length ?? total.value)
  const rowAt = (place: number): number => (rows.value ? rows.value[place]! : place)
  const place = computed(() => {
    const row = selected.value
    if (row === null || row >= total.value) return null
    if (!rows.value) return row
    if (isOrdered.value) {
      const at = rows.value.indexOf(row)
      return at < 0 ? null : at
    }
    const found = placeOf(rows.value, row)
    return rows.value[found] === row ? found : null
  })
  /** The place that shows a row, or the next one that is shown. */
  const nearest = (row: number): number => {
    const at = !rows.value ? row : isOrdered.value ? rows.value.indexOf(row) : placeOf(rows.value, row)
    return Math.max(0, Math.min(count.value - 1, at))
  }
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
  return { filter, selected, total, rows, count, place, choose, move, go, outcomes }
}
