import { computed, markRaw, ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { RunEvent } from '../../shared/run'
import type { RunPoints } from '../../shared/run-points'
import { useApi } from '../api'
import { chartOf, PointsSeries } from '../series/points-series'
import { useProblems } from './problems'

/** Runs that are asked for together, and such questions at a time: the first curves are seen before the last are read. */
const CHUNK = 25
const AT_ONCE = 2
/** Of whole columns behind a picture that stands already fewer, so that nothing waits long for them. */
const CHUNK_BEHIND = 8
/** What a picture needs comes first; the values behind it once it has been drawn. */
const REST_MS = 250
/** Between two pictures of a part of the runs. */
const PARTLY_MS = 400
/** Numbers that are held, of charts in sight and of others; 4 bytes and some for what a chart makes of them. */
const MOST_HELD = 40_000_000

interface Question {
  runIds: string[]
  logs: string[]
  coarsely: boolean
}

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

  let wanted: { runIds: readonly string[]; logs: readonly string[]; charts: readonly string[]; coarsely: boolean } = {
    runIds: [],
    logs: [],
    charts: [],
    coarsely: false
  }
  /** What has been asked of a run, whether it came or not: what a run does not have is not asked for again. */
  const asked = new Map<string, Set<string>>()
  /** The same of what was only asked for coarsely, and answered so: the values behind it are still wanted. */
  const coarse = new Map<string, Set<string>>()
  /** Of what was asked, what has been answered, if only coarsely. */
  const held = new Map<string, Set<string>>()
  const underWay = new Set<string>()
  /** Events of runs whose points are on their way. */
  const meanwhile = new Map<string, RunEvent[]>()
  let questions = 0
  let listening = false
  let [frame, partly, rest] = [0, 0, 0]
  /** The picture stands: the values behind it may be asked for. */
  let rested = false

  const lacks = (runId: string): string[] => wanted.logs.filter((log) => !asked.get(runId)?.has(log))
  function count(): void {
    const { runIds } = wanted
    read.value = {
      done: runIds.filter((id) => wanted.logs.every((log) => held.get(id)?.has(log))).length,
      of: runIds.length
    }
  }

  /**
   * From now on these are wanted, and nothing else.
   * @param charts those that are in sight: points of others are let go of once there are too many
   * @param coarsely first what a picture of all of each run needs, then its values
   */
  function want(runIds: readonly string[], logs: readonly string[], charts: readonly string[], coarsely = false): void {
    if (!listening) listen()
    wanted = { runIds, logs, charts, coarsely }
    for (const id of [...series.keys()]) if (!runIds.includes(id)) forget(id)
    pump()
  }
  function forget(runId: string): void {
    series.delete(runId)
    asked.delete(runId)
    held.delete(runId)
    coarse.delete(runId)
  }

  function pump(): void {
    while (questions < AT_ONCE) {
      const next = nextQuestion() ?? nextBehind()
      if (!next) break
      void ask(next.runIds, next.logs, next.coarsely)
    }
    count()
  }

  /** One chart of all runs after the other: the first one is whole, and seen, before the next is asked for. */
  function nextQuestion(): Question | null {
    for (const chart of new Set(wanted.logs.map(chartOf))) {
      const missing = (id: string): string[] => lacks(id).filter((log) => chartOf(log) === chart)
      const free = wanted.runIds.filter((id) => !underWay.has(id) && missing(id).length > 0)
      if (free.length === 0) continue
      const logs = missing(free[0]!)
      const same = free.filter((id) => missing(id).join('\n') === logs.join('\n'))
      return { runIds: same.slice(0, CHUNK), logs, coarsely: wanted.coarsely }
    }
    return null
  }
  const isBehind = (id: string): boolean => wanted.logs.some((log) => coarse.get(id)?.has(log))
  /** Values of what is there coarsely, once the picture of it stands. */
  function nextBehind(): Question | null {
    const lacking = wanted.runIds.filter(isBehind)
    if (questions > 0 || lacking.length === 0) return null
    if (!rested) {
      if (underWay.size === 0) rest ||= window.setTimeout(rise, REST_MS)
      return null
    }
    const logs = wanted.logs.filter((log) => coarse.get(lacking[0]!)?.has(log))
    const same = lacking.filter((id) => logs.every((log) => coarse.get(id)?.has(log)))
    return { runIds: same.slice(0, CHUNK_BEHIND), logs, coarsely: false }
  }
  function rise(): void {
    rest = 0
    rested = true
    pump()
  }
  /** Whether all there is of a chart has come, if only coarsely: it can be drawn. */
  function isWhole(chart: string): boolean {
    void tick.value
    const logs = wanted.logs.filter((log) => chartOf(log) === chart)
    return wanted.runIds.every((id) => logs.every((log) => held.get(id)?.has(log)))
  }

  async function ask(runIds: string[], logs: string[], coarsely: boolean): Promise<void> {
    questions++
    if (coarsely) rested = false
    for (const id of runIds) {
      underWay.add(id)
      const known = asked.get(id) ?? new Set()
      logs.forEach((log) => known.add(log))
      asked.set(id, known)
    }
    try {
      for (const points of await api.runs.points({ runIds, logs, coarsely })) {
        const { runId } = points
        if (!asked.has(runId)) continue // no longer wanted, or to be read anew
        if (series.get(runId)?.outdated !== false) series.set(runId, new PointsSeries(runId))
        series.get(runId)!.take(points, Date.now())
        takeCoarse(runId, logs, points)
      }
    } catch (error) {
      problems.report('workbench', error)
    } finally {
      questions--
      for (const id of runIds) {
        underWay.delete(id)
        if (asked.has(id)) held.set(id, new Set([...(held.get(id) ?? []), ...logs]))
        if (!coarsely) logs.forEach((log) => coarse.get(id)?.delete(log))
        apply(id, meanwhile.get(id) ?? [])
        meanwhile.delete(id)
      }
      makeRoom()
      pump()
      // What comes behind a picture changes little of it: once, when all of it is there.
      if (coarsely || !wanted.runIds.some(isBehind)) bump()
    }
  }

  /** Notes what of an answer has values to come. */
  function takeCoarse(runId: string, logs: readonly string[], { points }: RunPoints): void {
    const without = new Set(points.filter((one) => one.coarse).map(({ log }) => log))
    const before = [...(coarse.get(runId) ?? [])].filter((log) => !logs.includes(log))
    coarse.set(runId, new Set([...before, ...without]))
    // A little of each frame, not all in the one that draws them.
    for (const chart of new Set(logs.map(chartOf))) series.get(runId)!.curves(chart).follow(0)
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
        coarse.get(one.runId)?.delete(log)
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
      coarse.delete(runId)
      asked.delete(runId) // it stays as it was until its points have come anew
      one.outdated = true
      pump()
    }
    bump()
  }

  return { series, tick, read, isReading, isWhole, want }
})
