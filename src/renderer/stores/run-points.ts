import { computed, markRaw, ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { RunEvent } from '../../shared/run'
import { useApi } from '../api'
import { chartOf, PointsSeries } from '../series/points-series'
import { useProblems } from './problems'

/** Runs that are asked for together, and such questions at a time: the first curves are seen before the last are read. */
const CHUNK = 25
const AT_ONCE = 2
/** Between two pictures of a part of the runs. */
const PARTLY_MS = 400
/** Numbers that are held, of charts in sight and of others; 4 bytes and some for what a chart makes of them. */
const MOST_HELD = 40_000_000

/** Points of the runs that are compared, of those charts that are looked at, as they come in. */
export const useRunPoints = defineStore('run-points', () => {
  const api = useApi()
  const problems = useProblems()
  /** By run. Raw: a store would make all their numbers reactive. */
  const series = markRaw(new Map<string, PointsSeries>())
  /** Counts what has come in; bumped at most once a frame. */
  const tick = shallowRef(0)
  /** Of the runs that are wanted: how many have been read, of how many. */
  const read = ref({ done: 0, of: 0 })
  const isReading = computed(() => read.value.done < read.value.of)

  let wanted: { runIds: readonly string[]; logs: readonly string[]; charts: readonly string[] } = {
    runIds: [],
    logs: [],
    charts: []
  }
  /** What has been asked of a run, whether it came or not: what a run does not have is not asked for again. */
  const asked = new Map<string, Set<string>>()
  /** Of what was asked, what has been answered. */
  const held = new Map<string, Set<string>>()
  const underWay = new Set<string>()
  /** Events of runs whose points are on their way. */
  const meanwhile = new Map<string, RunEvent[]>()
  let questions = 0
  let listening = false
  let [frame, partly] = [0, 0]

  const lacks = (runId: string): string[] => wanted.logs.filter((log) => !asked.get(runId)?.has(log))
  function count(): void {
    const { runIds } = wanted
    read.value = {
      done: runIds.filter((id) => !underWay.has(id) && lacks(id).length === 0).length,
      of: runIds.length
    }
  }

  /**
   * From now on these are wanted, and nothing else.
   * @param charts those that are in sight: points of others are let go of once there are too many
   */
  function want(runIds: readonly string[], logs: readonly string[], charts: readonly string[]): void {
    if (!listening) listen()
    wanted = { runIds, logs, charts }
    for (const id of [...series.keys()]) if (!runIds.includes(id)) forget(id)
    pump()
  }
  function forget(runId: string): void {
    series.delete(runId)
    asked.delete(runId)
    held.delete(runId)
  }

  function pump(): void {
    while (questions < AT_ONCE) {
      const next = nextQuestion()
      if (!next) break
      void ask(next.runIds, next.logs)
    }
    count()
  }

  /** One chart of all runs after the other: the first one is whole, and seen, before the next is asked for. */
  function nextQuestion(): { runIds: string[]; logs: string[] } | null {
    for (const chart of new Set(wanted.logs.map(chartOf))) {
      const missing = (id: string): string[] => lacks(id).filter((log) => chartOf(log) === chart)
      const free = wanted.runIds.filter((id) => !underWay.has(id) && missing(id).length > 0)
      if (free.length === 0) continue
      const logs = missing(free[0]!)
      const same = free.filter((id) => missing(id).join('\n') === logs.join('\n'))
      return { runIds: same.slice(0, CHUNK), logs }
    }
    return null
  }
  /** Whether all there is of a chart has come. */
  function isWhole(chart: string): boolean {
    void tick.value
    const logs = wanted.logs.filter((log) => chartOf(log) === chart)
    return wanted.runIds.every((id) => logs.every((log) => held.get(id)?.has(log)))
  }

  async function ask(runIds: string[], logs: string[]): Promise<void> {
    questions++
    for (const id of runIds) {
      underWay.add(id)
      const known = asked.get(id) ?? new Set()
      logs.forEach((log) => known.add(log))
      asked.set(id, known)
    }
    try {
      for (const points of await api.runs.points({ runIds, logs })) {
        const { runId } = points
        if (!asked.has(runId)) continue // no longer wanted, or to be read anew
        if (series.get(runId)?.outdated !== false) series.set(runId, new PointsSeries(runId))
        series.get(runId)!.take(points, Date.now())
      }
    } catch (error) {
      problems.report('workbench', error)
    } finally {
      questions--
      for (const id of runIds) {
        underWay.delete(id)
        if (asked.has(id)) held.set(id, new Set([...(held.get(id) ?? []), ...logs]))
        apply(id, meanwhile.get(id) ?? [])
        meanwhile.delete(id)
      }
      makeRoom()
      pump()
      bump()
    }
  }

  /** Lets go of charts that nobody looks at, where there is too much. */
  function makeRoom(): void {
    let size = 0
    for (const one of series.values()) size += one.size
    if (size <= MOST_HELD) return
    for (const one of series.values()) {
      const dropped = one.keepOnly(wanted.charts)
      for (const log of dropped) {
        asked.get(one.runId)?.delete(log)
        held.get(one.runId)?.delete(log)
      }
    }
  }

  /** Many runs are drawn anew only now and then while more of them are on their way. */
  function bump(): void {
    if (isReading.value) {
      partly ||= window.setTimeout(tell, PARTLY_MS)
      return
    }
    clearTimeout(partly)
    frame ||= requestAnimationFrame(tell)
  }
  function tell(): void {
    frame = partly = 0
    tick.value++
  }

  function listen(): void {
    listening = true
    api.$on('runs.changed', ({ runId, events }) => {
      // What is on its way may be older than this.
      if (underWay.has(runId)) meanwhile.set(runId, [...(meanwhile.get(runId) ?? []), ...events])
      else if (series.has(runId)) apply(runId, events)
    })
  }
  function apply(runId: string, events: readonly RunEvent[]): void {
    const one = series.get(runId)
    if (!one || events.length === 0) return
    if (!events.every((event) => one.apply(event))) {
      asked.delete(runId) // it stays as it was until its points have come anew
      one.outdated = true
      pump()
    }
    bump()
  }

  return { series, tick, read, isReading, isWhole, want }
})
