// Runs that repeat another one with other seeds: they join its comparison, and its group, as they begin.
import { shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import type { RunRecord } from '../../shared/run'
import type { SweepRecord } from '../../shared/sweep'
import { useApi } from '../api'
import { useComparison } from './comparison'
import { useRuns } from './runs'

export const useRepeats = defineStore('repeats', () => {
  const api = useApi()
  const comparison = useComparison()
  const runs = useRuns()
  /** By sweep: the run that it repeats, and what it is up to. */
  const begun = shallowRef<ReadonlyMap<string, { like: string; sweep: SweepRecord | null; runs: number }>>(new Map())
  /** By run: the one whose group it joins. */
  const like = shallowRef<ReadonlyMap<string, string>>(new Map())
  let listens = false

  /** Joined already: what a person takes out stays out. */
  const joined = new Set<string>()
  // Once they are in the list: who chooses runs there would not know of them before.
  watch([like, () => runs.summaries], () => {
    const waiting = [...like.value.keys()].filter((id) => !joined.has(id))
    if (waiting.length === 0) return
    const known = new Set(runs.summaries.map(({ id }) => id))
    const ready = waiting.filter((id) => known.has(id))
    if (ready.length === 0) return
    for (const id of ready) joined.add(id)
    comparison.add(ready)
  })

  function heard(sweep: SweepRecord): void {
    const repeat = begun.value.get(sweep.id)
    if (!repeat) return
    begun.value = new Map(begun.value).set(sweep.id, { ...repeat, sweep })
    const fresh = sweep.trials.flatMap(({ run }) => run ?? []).filter((id) => !like.value.has(id))
    if (fresh.length > 0) {
      like.value = new Map([...like.value, ...fresh.map((id) => [id, repeat.like] as const)])
      void runs.refresh()
    }
  }

  /**
   * @param of the run to repeat @param taken seeds that its group has @param count further seeds
   * @throws what the services refuse it with
   */
  async function repeat(of: RunRecord, taken: readonly number[], count: number): Promise<void> {
    if (!listens) api.$on('sweeps.changed', ({ sweep }) => heard(sweep))
    listens = true
    const seed = Math.max(of.seed, ...taken) + 1
    const project = { ...of.project, training: { ...of.project.training, seed } }
    // Nothing is decided by the objective; the loss is what every project has.
    const spec = { method: 'Repeat' as const, objective: 'loss', executions_per_trial: count }
    const { sweepId } = await api.sweeps.start({ project, baseDir: of.baseDir, spec })
    begun.value = new Map(begun.value).set(sweepId, { like: of.id, sweep: null, runs: count })
    // Its first words may have been said before it was known here.
    const { sweeps } = await api.sweeps.list()
    const known = sweeps.find(({ id }) => id === sweepId)
    if (known) heard(known)
  }

  return { begun, like, repeat }
})
