// The table of runs: what is shown of them, in which order, and which are checked.
import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { compileFilter, endsInName, FilterFault, namesOf, type CompiledFilter } from '../../comparison/filter'
import { differingSettingsOf, groupRuns, type RunGroup } from '../../comparison/groups'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { RunSummary } from '../../shared/run-list'
import { keep } from '../parts/keep'
import { useCalmRows } from '../runs/calm-rows'
import { catalogueOf, settingOf, type RunColumn } from '../runs/columns'
import { sortRuns } from '../runs/sorting'
import { parseLayout, parseNamed, type NamedLayout } from '../runs/table-layout'
import { MOST_COMPARED, useComparison } from './comparison'
import { useRuns } from './runs'

const [LAYOUT_KEY, NAMED_KEY] = ['netloom.runs.table', 'netloom.runs.layouts']
const MOST_DIFFERING = 40

export interface FaultyFilter {
  error: ErrorPayload
  from: number
  to: number
}

export const useRunTable = defineStore('run-table', () => {
  const runs = useRuns()
  const comparison = useComparison()
  const layout = reactive(parseLayout(localStorage.getItem(LAYOUT_KEY)))
  const named = ref<NamedLayout[]>(parseNamed(localStorage.getItem(NAMED_KEY)))
  watch(layout, () => keep(LAYOUT_KEY, layout))
  watch(named, () => keep(NAMED_KEY, named.value), { deep: true })

  /** The pointer is moving in the table. */
  const pointed = ref(false)
  /** The run whose name is being written. */
  const renaming = ref<string | null>(null)
  /** What is open over the table, and about which runs. */
  const dialog = shallowRef<{ kind: 'tags' | 'note'; ids: readonly string[] } | null>(null)
  const { rows, settle } = useCalmRows(
    () => runs.summaries,
    () => pointed.value || renaming.value !== null || dialog.value !== null
  )
  const latest = computed(() => new Map(runs.summaries.map((run) => [run.id, run])))

  // The filter: while one that is wrong or not complete yet is written, the last one holds.
  const query = ref('')
  const names = computed(() => namesOf(rows.value))
  const filter = shallowRef<CompiledFilter>(compileFilter('', names.value))
  const fault = shallowRef<FaultyFilter | null>(null)
  /** @param isDone whether all that is meant has been written */
  function applyFilter(isDone: boolean): void {
    try {
      const next = compileFilter(query.value, names.value)
      fault.value = null
      const mayGoOn = !isDone && next.filter.kind !== 'all' && endsInName(query.value, names.value)
      if (!mayGoOn || rows.value.some(next.test)) filter.value = next
    } catch (error) {
      if (!(error instanceof FilterFault)) throw error
      fault.value = { error: toErrorPayload(error), from: error.from, to: error.to }
    }
  }
  watch(query, () => applyFilter(false), { flush: 'sync' })
  watch(names, () => applyFilter(false))
  const matching = computed(() => rows.value.filter(filter.value.test))
  const showsArchived = computed(() => layout.archived || filter.value.asksFor('archived'))
  const shown = computed(() =>
    showsArchived.value ? matching.value : matching.value.filter(({ annotations }) => !annotations.archived)
  )
  const archivedHidden = computed(() => matching.value.length - shown.value.length)

  const catalogue = computed(() => catalogueOf(rows.value))
  const listed = computed(() => sortRuns(shown.value, catalogue.value.columns, layout.sorting))
  const differing = computed(() => (layout.differing ? differingSettingsOf(shown.value).slice(0, MOST_DIFFERING) : []))
  /** Ids of what a person has chosen, or of the usual ones. */
  const chosenColumns = computed(() => {
    const ids = (layout.columns ?? catalogue.value.usual).filter((id) => id !== 'name')
    return ['name', ...ids]
  })
  const columns = computed<RunColumn[]>(() => {
    const own = chosenColumns.value.filter((id) => !layout.differing || settingOf(id) === null)
    // What a column of its own tells already is not told twice.
    const settings = differing.value.filter((path) => !own.includes(path)).map((path) => `setting.${path}`)
    const at = own[1] === 'status' ? 2 : 1
    return [...own.slice(0, at), ...settings, ...own.slice(at)].flatMap((id) => {
      const column = catalogue.value.columns.get(id)
      return column ? [{ ...column, width: layout.widths[id] ?? column.width }] : []
    })
  })

  // Groups.
  const groupColumn = computed(() =>
    layout.groupBy === null ? null : (catalogue.value.columns.get(layout.groupBy) ?? null)
  )
  const groups = computed<RunGroup[] | null>(() =>
    groupColumn.value === null ? null : groupRuns(listed.value, groupColumn.value.value)
  )
  /** Keys of the groups that are closed. */
  const closed = ref<string[]>([])
  watch(
    () => layout.groupBy,
    () => (closed.value = [])
  )
  const toggleGroup = (key: string): void =>
    void (closed.value = closed.value.includes(key)
      ? closed.value.filter((one) => one !== key)
      : [...closed.value, key])
  /** The runs in the order of their rows, those of closed groups left out. */
  const inOrder = computed<readonly RunSummary[]>(() =>
    groups.value === null
      ? listed.value
      : groups.value.flatMap(({ key, runs: own }) => (closed.value.includes(key) ? [] : own))
  )

  // What is checked: the first hundred of them are the runs that are compared.
  const checked = ref<string[]>([])
  const checkedSet = computed(() => new Set(checked.value))
  function check(ids: readonly string[], on = true): void {
    const change = new Set(ids)
    const others = checked.value.filter((id) => !change.has(id))
    checked.value = on ? [...others, ...change] : others
  }
  const isSame = (a: readonly string[], b: readonly string[]): boolean =>
    a.length === b.length && a.every((id, i) => id === b[i])
  watch(checked, (ids) => {
    if (!isSame(ids.slice(0, MOST_COMPARED), comparison.chosen)) comparison.choose(ids)
  })
  watch(
    () => comparison.chosen,
    (ids) => {
      if (!isSame(checked.value.slice(0, MOST_COMPARED), ids)) checked.value = [...ids]
    },
    { immediate: true }
  )
  watch(rows, (now) => {
    if (checked.value.length === 0 || now.length === 0) return
    const there = new Set(now.map(({ id }) => id))
    if (checked.value.some((id) => !there.has(id))) checked.value = checked.value.filter((id) => there.has(id))
  })

  /** The row that a menu was opened on. */
  const pointedAt = ref<string | null>(null)
  /** Whom a command is about: the row of the menu, unless it is checked; else all that are checked; else the chosen one. */
  const targets = computed<string[]>(() => {
    const row = pointedAt.value
    if (row !== null && !checkedSet.value.has(row)) return [row]
    if (checked.value.length > 0) return checked.value
    return runs.selectedId === null ? [] : [runs.selectedId]
  })
  const targetRows = computed(() => targets.value.flatMap((id) => latest.value.get(id) ?? []))
  const openDialog = (kind: 'tags' | 'note'): void => void (dialog.value = { kind, ids: targets.value })
  /** Every tag of any run, the most frequent first. */
  const tags = computed(() => {
    const counts = new Map<string, number>()
    for (const { annotations } of rows.value)
      for (const tag of annotations.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([tag]) => tag)
  })

  function saveLayout(name: string): void {
    const { columns: ids, widths, sorting, groupBy } = layout
    const kept = JSON.parse(JSON.stringify({ name, columns: ids, widths, sorting, groupBy })) as NamedLayout
    named.value = [...named.value.filter((one) => one.name !== name), kept]
  }
  function useLayout({ name: _name, ...kept }: NamedLayout): void {
    Object.assign(layout, JSON.parse(JSON.stringify(kept)))
  }
  const dropLayout = (name: string): void => void (named.value = named.value.filter((one) => one.name !== name))

  return {
    layout,
    named,
    pointed,
    renaming,
    dialog,
    rows,
    settle,
    latest,
    query,
    applyFilter,
    names,
    fault,
    shown,
    showsArchived,
    archivedHidden,
    catalogue,
    listed,
    differing,
    chosenColumns,
    columns,
    groupColumn,
    groups,
    closed,
    toggleGroup,
    inOrder,
    checked,
    checkedSet,
    check,
    pointedAt,
    targets,
    targetRows,
    openDialog,
    tags,
    saveLayout,
    useLayout,
    dropLayout
  }
})
