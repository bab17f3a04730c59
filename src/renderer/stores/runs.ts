import { computed, markRaw, ref, shallowReactive, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { ErrorPayload } from '../../shared/errors'
import type { Project } from '../../shared/project'
import { isActive } from '../../shared/run'
import type { AnnotationChange } from '../../shared/annotations'
import { useApi } from '../api'
import { unpackRows } from '../../shared/run-list'
import { LoadedRun } from '../series/loaded-run'
import { useProblems } from './problems'
import { createRunRows } from './run-rows'

/** All runs on disk, and those that were opened, live or finished. */
export const useRuns = defineStore('runs', () => {
  const api = useApi()
  const problems = useProblems()
  const rows = createRunRows()
  const { summaries, ordinal } = rows
  const loaded = shallowRef(false)
  const open = shallowReactive(new Map<string, LoadedRun>())
  const openErrors = shallowReactive(new Map<string, ErrorPayload>())
  /** The run on the Train view. */
  const shownId = ref<string | null>(null)
  /** The run chosen in the Runs view. */
  const selectedId = ref<string | null>(null)
  const starting = ref(false)
  const stoppingId = ref<string | null>(null)

  /** Those that wait here, the next one first. */
  const queued = computed(() =>
    summaries.value
      .filter(({ status, mine }) => status === 'queued' && mine)
      .sort((a, b) => (a.turn ?? 0) - (b.turn ?? 0))
  )
  /** Those that have a trainer, newest first; paused ones among them. */
  const training = computed(() => summaries.value.filter(({ status }) => isActive(status) && status !== 'queued'))
  /** The one that Pause and Stop are about: the one that is shown, else one that trains here, else a paused one, else another's. */
  const active = computed(
    () =>
      training.value.find(({ id }) => id === shownId.value) ??
      training.value.find(({ status, mine }) => mine && status !== 'paused') ??
      training.value.find(({ mine }) => mine) ??
      training.value[0] ??
      null
  )
  const shown = computed(() => (shownId.value === null ? null : (open.get(shownId.value) ?? null)))

  let refreshing: Promise<void> | null = null

  /** Reads the list. Calls that come meanwhile share the reading: what changes after it is told by itself. */
  function refresh(): Promise<void> {
    refreshing ??= readList().finally(() => (refreshing = null))
    return refreshing
  }

  async function readList(): Promise<void> {
    try {
      const { runs, unreadable } = await api.runs.list()
      for (const error of unreadable) problems.report('workbench', error)
      rows.setAll(unpackRows(runs))
      loaded.value = true
    } catch (error) {
      problems.report('workbench', error)
    }
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
      if (!rows.has(runId)) await refresh() // The services tell of a new row before they answer; a lost word is made up for.
      const waits = open.get(runId)?.record.value?.status === 'queued'
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

  /** Shown at once. @returns whether it was kept */
  async function annotate(runIds: readonly string[], change: AnnotationChange): Promise<boolean> {
    rows.annotate(runIds, change)
    return kept(async () => rows.put(await api.runs.annotate({ runIds: [...runIds], change })))
  }

  /** Gone at once; `restore` brings them back for half a minute. @returns whether they were taken away */
  async function remove(runIds: readonly string[]): Promise<boolean> {
    forget(runIds)
    return kept(() => api.runs.remove({ runIds: [...runIds] }))
  }

  /** @returns whether they are there again */
  const restore = (runIds: readonly string[]): Promise<boolean> =>
    kept(async () => {
      await api.runs.restore({ runIds: [...runIds] })
      if (!runIds.every(rows.has)) await refresh()
    })

  /** What was shown before it was done is as it is on disk again where it could not be. */
  async function kept(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (error) {
      problems.report('workbench', error)
      await refresh()
      return false
    }
  }

  function forget(runIds: readonly string[]): void {
    rows.remove(runIds)
    for (const id of runIds) {
      open.delete(id)
      openErrors.delete(id)
      if (shownId.value === id) shownId.value = null
      if (selectedId.value === id) selectedId.value = null
    }
  }

  /** Returns the function that ends it. */
  function listen(): () => void {
    const endings = [
      api.$on('runs.changed', ({ runId, record, events, mine }) => {
        if (!rows.follow(record, mine)) void refresh()
        if (mine && record.error && !isActive(record.status)) problems.report('training', record.error, { runId })
        if (runId !== shownId.value && !open.has(runId) && !isActive(record.status)) return
        if (!open.has(runId)) void load(runId)
        const run = open.get(runId) ?? reading.get(runId)!.run
        if (!run.receive(record, events)) void load(runId)
      }),
      api.$on('runs.listed', (listed) => {
        rows.put(unpackRows(listed.rows))
        forget(listed.removed)
      })
    ]
    return () => endings.forEach((end) => end())
  }

  /** After a lost connection: everything that is shown is read again. */
  async function resync(): Promise<void> {
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
    row: rows.get,
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
