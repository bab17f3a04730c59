import { computed, markRaw, ref, shallowReactive, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { ErrorPayload } from '../../shared/errors'
import type { AnnotationChange } from '../../shared/annotations'
import type { Project } from '../../shared/project'
import { isActive, type RunRecord } from '../../shared/run'
import type { RunSummary } from '../../shared/run-list'
import { useApi } from '../api'
import { LoadedRun } from '../series/loaded-run'
import { useProblems } from './problems'

/** All runs on disk, and those that were opened, live or finished. */
export const useRuns = defineStore('runs', () => {
  const api = useApi()
  const problems = useProblems()
  const summaries = shallowRef<RunSummary[]>([])
  const loaded = shallowRef(false)
  const open = shallowReactive(new Map<string, LoadedRun>())
  const openErrors = shallowReactive(new Map<string, ErrorPayload>())
  /** The run on the Train view. */
  const shownId = ref<string | null>(null)
  /** The run chosen in the Runs view. */
  const selectedId = ref<string | null>(null)
  const starting = ref(false)
  const stoppingId = ref<string | null>(null)

  const ordinals = computed(() => {
    const oldestFirst = [...summaries.value].sort((a, b) => a.created.localeCompare(b.created))
    return new Map(oldestFirst.map((run, i) => [run.id, i]))
  })
  const ordinal = (runId: string): number => ordinals.value.get(runId) ?? summaries.value.length
  /** Those that wait, the next one first. */
  const queued = computed(() =>
    summaries.value.filter(({ status }) => status === 'queued').sort((a, b) => (a.turn ?? 0) - (b.turn ?? 0))
  )
  /** Those that have a trainer, newest first; paused ones among them. */
  const training = computed(() => summaries.value.filter(({ status }) => isActive(status) && status !== 'queued'))
  /** The one that Pause and Stop are about: the one that is shown, else one that trains, else a paused one. */
  const active = computed(
    () =>
      training.value.find(({ id }) => id === shownId.value) ??
      training.value.find(({ status }) => status !== 'paused') ??
      training.value[0] ??
      null
  )
  const shown = computed(() => (shownId.value === null ? null : (open.get(shownId.value) ?? null)))

  /** The newest word on each run of this workbench: a list that was asked for earlier may come later, and be older. */
  const latest = new Map<string, RunRecord>()
  let refreshing: Promise<void> | null = null
  let refreshAgain = false

  /** Reads the list. Calls that come meanwhile share one more reading: a live run would ask faster than it is answered. */
  function refresh(): Promise<void> {
    refreshAgain = refreshing !== null
    refreshing ??= readList().finally(() => (refreshing = null))
    return refreshing
  }

  async function readList(): Promise<void> {
    do {
      refreshAgain = false
      try {
        const { runs, unreadable } = await api.runs.list()
        for (const error of unreadable) problems.report('workbench', error)
        summaries.value = runs.map((row) => withRecord(row, latest.get(row.id)))
        loaded.value = true
      } catch (error) {
        problems.report('workbench', error)
      }
    } while (refreshAgain)
  }

  /** Runs whose log is being read for the first time. */
  const reading = new Map<string, { run: LoadedRun; done: Promise<LoadedRun | null> }>()

  /** Reads a run from its log; events that come in meanwhile are applied after. */
  function load(runId: string): Promise<LoadedRun | null> {
    const opened = open.get(runId)
    if (opened) return read(opened)
    const begun = reading.get(runId)
    if (begun) return begun.done
    const run = markRaw(new LoadedRun(runId))
    const done = read(run).finally(() => reading.delete(runId))
    reading.set(runId, { run, done })
    return done
  }

  async function read(run: LoadedRun): Promise<LoadedRun | null> {
    const runId = run.id
    run.beginReading()
    try {
      const { record, events } = await api.runs.get({ runId })
      run.finishReading(record, events)
      open.set(runId, run)
      openErrors.delete(runId)
      return run
    } catch (error) {
      run.abandonReading()
      openErrors.set(runId, problems.report('training', error, { runId }))
      return null
    }
  }

  const ensure = (runId: string): Promise<LoadedRun | null> => {
    const run = open.get(runId)
    return run ? Promise.resolve(run) : load(runId)
  }

  const start = (project: Project, baseDir: string | null): Promise<string | null> =>
    begin(() => api.training.start({ project, baseDir }))
  /** @param checkpoint of its `checkpoints`; null is where it ended */
  const branch = (
    runId: string,
    checkpoint: string | null,
    project: Project,
    baseDir: string | null
  ): Promise<string | null> => begin(() => api.training.branch({ runId, checkpoint, project, baseDir }))
  /** @param epochs in all */
  const resume = (runId: string, epochs: number, checkpoint: string | null): Promise<string | null> =>
    begin(() => api.training.resume({ runId, epochs, checkpoint }))

  /** What has begun is shown, unless it has to wait while another one is watched. */
  async function begin(ask: () => Promise<{ runId: string }>): Promise<string | null> {
    starting.value = true
    try {
      const { runId } = await ask()
      await load(runId)
      await refresh()
      const waits = summaries.value.find(({ id }) => id === runId)?.status === 'queued'
      const watches = training.value.some(({ id }) => id === shownId.value)
      if (!waits || !watches) shownId.value = runId
      return runId
    } catch (error) {
      problems.report('training', error)
      return null
    } finally {
      starting.value = false
    }
  }

  /** One that waits is taken out. @param weights what it is left with */
  async function stop(runId: string, weights: 'last' | 'best' = 'last'): Promise<void> {
    stoppingId.value = runId
    try {
      await api.training.stop({ runId, weights })
    } catch (error) {
      problems.report('training', error, { runId })
    } finally {
      if (stoppingId.value === runId) stoppingId.value = null
    }
  }

  const tell =
    <T extends { runId: string }>(call: (input: T) => Promise<void>) =>
    (input: T): Promise<void> =>
      call(input).catch((error: unknown) => void problems.report('training', error, { runId: input.runId }))
  const kill = (runId: string): Promise<void> => tell(api.training.kill)({ runId })
  const pause = (runId: string): Promise<void> => tell(api.training.pause)({ runId })
  const goOn = (runId: string): Promise<void> => tell(api.training.continue)({ runId })
  const startNow = (runId: string): Promise<void> => tell(api.training.startNow)({ runId })
  /** @param before another that waits; null: at the end */
  const move = (runId: string, before: string | null): Promise<void> => tell(api.training.move)({ runId, before })

  // What a person says of runs, and taking them away and back.
  async function said<T>(call: () => Promise<T>): Promise<T | null> {
    try {
      return await call()
    } catch (error) {
      problems.report('workbench', error)
      return null
    }
  }
  async function annotate(runIds: readonly string[], change: AnnotationChange): Promise<void> {
    const rows = await said(() => api.runs.annotate({ runIds: [...runIds], change }))
    const byId = new Map(rows?.map((row) => [row.id, row]))
    if (byId.size > 0) summaries.value = summaries.value.map((row) => byId.get(row.id) ?? row)
  }
  /** False where they could not be taken away; they can be restored for 30 s at least. */
  async function remove(runIds: readonly string[]): Promise<boolean> {
    if ((await said(() => api.runs.remove({ runIds: [...runIds] }).then(() => true))) === null) return false
    const gone = new Set(runIds)
    summaries.value = summaries.value.filter(({ id }) => !gone.has(id))
    return true
  }
  async function restore(runIds: readonly string[]): Promise<boolean> {
    if ((await said(() => api.runs.restore({ runIds: [...runIds] }).then(() => true))) === null) return false
    await refresh()
    return true
  }

  function updateSummary(record: RunRecord): void {
    const before = latest.get(record.id)
    latest.set(record.id, record)
    summaries.value = summaries.value.map((run) => (run.id === record.id ? withRecord(run, record) : run))
    if (before?.status !== record.status) void refresh() // hasModel, too, changes with the status
  }

  /** Returns the function that ends it. */
  function listen(): () => void {
    return api.$on('runs.changed', ({ runId, record, events }) => {
      updateSummary(record)
      if (record.error && !isActive(record.status)) problems.report('training', record.error, { runId })
      if (runId !== shownId.value && !open.has(runId) && !isActive(record.status)) return
      if (!open.has(runId)) void load(runId)
      const run = open.get(runId) ?? reading.get(runId)!.run
      if (!run.receive(record, events)) void load(runId)
    })
  }

  /** After a lost connection: everything that is shown is read again. */
  async function resync(): Promise<void> {
    latest.clear()
    await refresh()
    await Promise.all([...open.keys()].map((runId) => load(runId)))
  }

  return {
    summaries,
    loaded,
    open,
    openErrors,
    shownId,
    selectedId,
    starting,
    stoppingId,
    active,
    queued,
    training,
    shown,
    ordinal,
    refresh,
    load,
    ensure,
    start,
    branch,
    resume,
    stop,
    kill,
    pause,
    goOn,
    startNow,
    move,
    annotate,
    remove,
    restore,
    listen,
    resync
  }
})

/** A row of the list brought up to date. */
function withRecord(row: RunSummary, record: RunRecord | undefined): RunSummary {
  if (!record) return row
  const { name, status, ended, dataset, engine, parameters, epochs, last, test, error, owner, turn } = record
  const seconds = (Date.parse(ended ?? new Date().toISOString()) - Date.parse(record.created)) / 1000
  const timed = record.profile !== null
  return {
    ...row,
    name,
    status,
    ended,
    dataset,
    engine,
    parameters,
    epochs,
    last,
    test,
    error,
    owner,
    turn,
    timed,
    seconds
  }
}
