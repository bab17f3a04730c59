import { computed, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import type { RunRecord } from '../../shared/run'
import { shortLabels } from '../../comparison/labels'
import { useApi } from '../api'
import { coloursApart, runColour } from '../theme/colours'
import { useProblems } from './problems'
import { useRuns } from './runs'

export const MOST_COMPARED = 100

/** Which runs are compared: what all tabs of the comparison are about. */
export const useComparison = defineStore('comparison', () => {
  const api = useApi()
  const problems = useProblems()
  const runs = useRuns()
  /** In the order in which they were chosen. */
  const chosen = ref<string[]>([])
  /** The run that the others are compared with; the first one where nobody has chosen it. */
  const pinned = ref<string | null>(null)
  /** Chosen runs that are not drawn just now. */
  const hidden = ref<string[]>([])
  /** The run under the pointer, in whatever list or chart that is: it stands out in all of them. */
  const hovered = ref<string | null>(null)
  /** A setting (a path of src/comparison/settings.ts) whose value groups the runs; null: each is on its own. */
  const groupBy = ref<string | null>(null)
  /** A setting that gives curves their colours; null: each run has its own. */
  const colourBy = ref<string | null>(null)
  const records = shallowRef<ReadonlyMap<string, RunRecord>>(new Map())
  const loading = ref(false)

  const baseline = computed(() =>
    pinned.value !== null && chosen.value.includes(pinned.value) ? pinned.value : (chosen.value[0] ?? null)
  )
  /** Rows of the list, in the order in which they were chosen. */
  const rows = computed(() => {
    const byId = new Map(runs.summaries.map((run) => [run.id, run]))
    return chosen.value.flatMap((id) => byId.get(id) ?? [])
  })
  /** Names that tell them apart, in few words. */
  const labels = computed(() => shortLabels(rows.value))
  const labelOf = (runId: string): string => labels.value.get(runId) ?? runId
  /** Records that have been read, in that order. */
  const compared = computed(() => chosen.value.flatMap((id) => records.value.get(id) ?? []))
  const visible = computed(() => chosen.value.filter((id) => !hidden.value.includes(id)))
  const isFull = computed(() => chosen.value.length >= MOST_COMPARED)
  const has = (runId: string): boolean => chosen.value.includes(runId)
  const apart = computed(() => coloursApart(chosen.value.map((id) => runs.ordinal(id))))
  /** The same in the table, on curves, in the tree and in every difference; no two compared ones share it while there are others. */
  const colourOf = (runId: string): string => apart.value.get(runs.ordinal(runId)) ?? runColour(runs.ordinal(runId))

  /** At most MOST_COMPARED of them. */
  function choose(runIds: readonly string[]): void {
    chosen.value = [...new Set(runIds)].slice(0, MOST_COMPARED)
  }
  const add = (runIds: readonly string[]): void => choose([...chosen.value, ...runIds])
  const drop = (runIds: readonly string[]): void => choose(chosen.value.filter((id) => !runIds.includes(id)))
  const toggle = (runId: string): void => (has(runId) ? drop([runId]) : add([runId]))
  const toggleHidden = (runId: string): void =>
    void (hidden.value = hidden.value.includes(runId)
      ? hidden.value.filter((id) => id !== runId)
      : [...hidden.value, runId])

  let asked = 0
  /** Reads the records of the chosen runs anew; of two readings that overtake each other, the later one counts. */
  async function refresh(): Promise<void> {
    const mine = ++asked
    if (chosen.value.length === 0) return
    loading.value = true
    try {
      const found = await api.runs.records({ runIds: chosen.value })
      if (mine === asked) records.value = new Map(found.map((record) => [record.id, record]))
    } catch (error) {
      problems.report('workbench', error)
    } finally {
      if (mine === asked) loading.value = false
    }
  }
  /** Read anew where a chosen run is another one, or its status or epoch has changed. */
  const stamp = computed(() => rows.value.map(({ id, status, epochs }) => `${id} ${status} ${epochs.done}`).join('\n'))
  watch(stamp, () => void refresh())

  return {
    chosen,
    pinned,
    hidden,
    hovered,
    groupBy,
    colourBy,
    records,
    loading,
    baseline,
    rows,
    compared,
    labelOf,
    visible,
    isFull,
    has,
    colourOf,
    choose,
    add,
    drop,
    toggle,
    toggleHidden,
    refresh
  }
})
