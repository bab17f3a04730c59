import { computed, ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import { directionOfSpec } from '../../comparison/sweep-objective'
import { trialResults, type TrialResult } from '../../comparison/sweep-results'
import type { SweepRecord, SweepSpec } from '../../shared/sweep'
import type { Project } from '../../shared/project'
import { useApi, type Api } from '../api'
import { useNotices } from './notices'
import { useProblems } from './problems'
import { useRuns } from './runs'

export type PlannedSweep = Awaited<ReturnType<Api['sweeps']['plan']>>

/** All sweeps on disk, those that go on here live. */
export const useSweeps = defineStore('sweeps', () => {
  const api = useApi()
  const problems = useProblems()
  const notices = useNotices()
  const runs = useRuns()
  const list = shallowRef<SweepRecord[]>([])
  const loaded = ref(false)
  const selectedId = ref<string | null>(null)
  const busy = ref(false)
  const selected = computed(() => list.value.find(({ id }) => id === selectedId.value) ?? list.value[0] ?? null)

  let refreshing: Promise<void> | null = null
  function refresh(): Promise<void> {
    refreshing ??= read().finally(() => (refreshing = null))
    return refreshing
  }
  async function read(): Promise<void> {
    try {
      const { sweeps, unreadable } = await api.sweeps.list()
      for (const error of unreadable) problems.report('workbench', error)
      list.value = sweeps
      loaded.value = true
    } catch (error) {
      problems.report('workbench', error)
    }
  }

  /** What came of each trial so far, in the order in which they began. */
  function resultsOf(sweep: SweepRecord): TrialResult[] {
    return trialResults(sweep, runs.summaries, { log: sweep.spec.objective, direction: directionOfSpec(sweep.spec) })
  }

  const plan = (project: Project, spec: SweepSpec): Promise<PlannedSweep> => api.sweeps.plan({ project, spec })

  /** @returns whether it has begun */
  async function start(project: Project, baseDir: string | null, spec: SweepSpec): Promise<boolean> {
    return tell(async () => {
      const { sweepId } = await api.sweeps.start({ project, baseDir, spec })
      await refresh()
      selectedId.value = sweepId
    })
  }
  const stop = (sweepId: string): Promise<boolean> => tell(() => api.sweeps.stop({ sweepId }))
  const goOn = (sweepId: string): Promise<boolean> => tell(() => api.sweeps.resume({ sweepId }))
  /** @param withRuns its runs go as well, and can be brought back for a while */
  async function remove(sweep: SweepRecord, withRuns: boolean): Promise<void> {
    const runIds = sweep.trials.flatMap(({ run }) => run ?? [])
    const done = await tell(() => api.sweeps.remove({ sweepId: sweep.id, runs: withRuns }))
    await Promise.all([refresh(), runs.refresh()])
    if (!done || !withRuns || runIds.length === 0) return
    const restore = async (): Promise<void> => {
      notices.dismiss()
      await tell(() => api.runs.restore({ runIds }))
      await runs.refresh()
    }
    notices.tell({ text: 'sweepRemoved', args: { n: runIds.length }, action: { label: 'restore', run: restore } })
  }

  async function tell(work: () => Promise<void>): Promise<boolean> {
    busy.value = true
    try {
      await work()
      return true
    } catch (error) {
      problems.report('training', error)
      notices.tell({ text: 'sweepFailed', error: problems.reported[0]!.error })
      return false
    } finally {
      busy.value = false
    }
  }

  /** Returns the function that ends it. */
  function listen(): () => void {
    const ends = [
      api.$on('sweeps.changed', ({ sweep }) => {
        const isKnown = list.value.some(({ id }) => id === sweep.id)
        list.value = isKnown ? list.value.map((one) => (one.id === sweep.id ? sweep : one)) : [sweep, ...list.value]
      }),
      api.$on('system.connection', ({ state }) => void (state === 'restored' && refresh()))
    ]
    return () => ends.forEach((end) => end())
  }

  return { list, loaded, selectedId, selected, busy, refresh, resultsOf, plan, start, stop, goOn, remove, listen }
})
