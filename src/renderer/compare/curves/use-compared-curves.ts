// The compared runs with their points, as charts take them: which metrics there are, runs with colours, and groups of them.
import { computed, type Ref } from 'vue'
import { groupRows } from '../../../comparison/fields'
import type { OverlayGroup, OverlayRun } from '../../charts/overlay-curves'
import { chartOf } from '../../series/points-series'
import { isMetric } from '../../series/run-curves'
import { useComparison } from '../../stores/comparison'
import { useRunPoints } from '../../stores/run-points'
import { useFieldText, useRunColours } from '../use-run-colours'

export function useComparedCurves(focused: Ref<string | null>) {
  const comparison = useComparison()
  const points = useRunPoints()
  const colours = useRunColours()
  const { valueText } = useFieldText()

  /** Of all runs that are chosen, shown or not; loss first. */
  const metrics = computed(() => {
    void points.tick
    const logs = comparison.rows.flatMap(({ id, best, last }) => [
      ...(points.series.get(id)?.logs ?? []),
      ...Object.keys(best),
      ...Object.keys(last ?? {})
    ])
    const all = [...new Set(logs.map(chartOf))].filter(isMetric)
    return all.sort((a, b) => Number(b === 'loss') - Number(a === 'loss'))
  })
  const isHidden = computed(() => new Set(comparison.hidden))
  const shownRows = computed(() => comparison.rows.filter(({ id }) => !isHidden.value.has(id)))
  const runs = computed((): OverlayRun[] => {
    void points.tick
    return shownRows.value.flatMap(({ id }) => {
      const series = points.series.get(id)
      return series ? [{ id, name: comparison.labelOf(id), colour: colours.value.colourOf(id), series }] : []
    })
  })
  const groups = computed((): OverlayGroup[] | null => {
    const field = comparison.groupBy
    if (field === null) return null
    return groupRows(shownRows.value, field).map(({ value, members }) => {
      const rows = members.map((member) => shownRows.value[member]!)
      const its = new Set(rows.map(({ id }) => colours.value.colourOf(id)))
      return {
        id: `group ${JSON.stringify(value)}`,
        name: valueText(field, value, rows[0]),
        colour: its.size === 1 ? [...its][0]! : 'var(--nl-text-2)',
        members: rows.map(({ id }) => id)
      }
    })
  })

  /** What stands out: a run, or the group that it is in. */
  const highlighted = computed(() => {
    const id = comparison.hovered ?? focused.value
    if (id === null || isHidden.value.has(id) || !comparison.has(id)) return null
    return groups.value === null ? id : (groups.value.find(({ members }) => members.includes(id))?.id ?? null)
  })
  /** A run of what was pointed at. */
  const runOf = (id: string | null): string | null => groups.value?.find((group) => group.id === id)?.members[0] ?? id

  return { metrics, runs, groups, highlighted, runOf, colours }
}
