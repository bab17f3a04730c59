import { computed, onBeforeUnmount, ref, type ComputedRef } from 'vue'
import { isActive, type RunStatus } from '../../shared/run'
import { trainingSeconds } from '../../shared/run-list'
import type { LoadedRun } from '../series/loaded-run'
import { timeLeft } from '../series/run-series'

export interface Progress {
  status: RunStatus
  live: boolean
  /** Counts from 1. */
  epoch: number
  epochs: number
  /** 0 .. 1 */
  share: number
  secondsLeft: number | null
  secondsPast: number
  samplesPerSecond: number
}

/** How far a run is, kept up to date between its events. */
export function useProgress(run: () => LoadedRun | null): ComputedRef<Progress | null> {
  const beat = ref(0)
  const timer = setInterval(() => {
    if (run()?.series.end === null) beat.value++
  }, 500)
  onBeforeUnmount(() => clearInterval(timer))

  return computed(() => {
    const shown = run()
    const record = shown?.record.value
    if (!shown || !record) return null
    void [shown.tick.value, beat.value]
    const now = Date.now()
    const { series } = shown
    const live = isActive(record.status)
    const epochs = series.start?.epochs ?? record.epochs.planned
    const until = record.ended === null && live ? now : Date.parse(record.ended ?? '') || series.lastTime
    // While it is paused, nobody knows when it will end.
    const left = record.status === 'running' ? timeLeft(series, now) : null
    return {
      status: record.status,
      live,
      epoch: Math.min(epochs, series.epoch + 1),
      epochs,
      share: record.status === 'completed' ? 1 : series.progress,
      secondsLeft: left === null ? null : left / 1000,
      secondsPast: record.trained ? trainingSeconds(record) : Math.max(0, (until - Date.parse(record.created)) / 1000),
      samplesPerSecond: series.samplesPerSecond
    }
  })
}
