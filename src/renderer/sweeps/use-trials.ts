// What the charts and the table of a sweep share: its trials, the best of them, and which are shown.
import { computed, ref, watch, type Ref } from 'vue'
import { importances } from '../../comparison/sweep-importance'
import { directionOfSpec } from '../../comparison/sweep-objective'
import { isBetter } from '../../shared/monitor'
import { ranked, shortNames } from '../../comparison/sweep-results'
import { rungsOf } from '../../comparison/sweep-plan'
import type { Dimension, SweepRecord } from '../../shared/sweep'
import { useSweeps } from '../stores/sweeps'

const isLog = (dimension: Dimension): boolean => {
  if (!('values' in dimension)) return dimension.sampling === 'log'
  const numbers = dimension.values.filter((value) => typeof value === 'number' && value > 0) as number[]
  // Given one by one, over more than a decade and a half, as learning rates are.
  return numbers.length === dimension.values.length && Math.max(...numbers) / Math.min(...numbers) >= 30
}

export function useTrials(sweep: Ref<SweepRecord>) {
  const sweeps = useSweeps()
  const trials = computed(() => sweeps.resultsOf(sweep.value))
  const direction = computed(() => directionOfSpec(sweep.value.spec))
  const order = computed(() => ranked(trials.value, direction.value))
  const best = computed(() => (order.value[0]?.objective == null ? null : order.value[0]))
  const told = computed(() =>
    trials.value.flatMap((trial) => (trial.objective === null ? [] : [{ ...trial, objective: trial.objective }]))
  )
  const settings = computed(() => sweep.value.spec.parameters.map(({ setting }) => setting))
  const names = computed(() => shortNames(settings.value))
  const axes = computed(() =>
    sweep.value.spec.parameters.map((dimension) => ({
      name: dimension.setting,
      short: names.value[dimension.setting]!,
      logarithmic: isLog(dimension)
    }))
  )
  const lines = computed(() =>
    told.value.map((trial) => ({
      id: trial.runs[0]!.id,
      name: trial.runs[0]!.name,
      values: settings.value.map((path) => trial.values[path] ?? null),
      objective: trial.objective
    }))
  )
  /** Runs whose lines pass the chosen stretches; null: all. */
  const passing = ref<string[] | null>(null)
  const shown = computed(() => {
    const ids = passing.value
    return ids === null ? trials.value : trials.value.filter(({ runs }) => ids.includes(runs[0]!.id))
  })
  const importance = computed(() => importances(trials.value))
  const course = computed(() => {
    let reached: number | null = null
    return told.value.map(({ trial, objective }): [number, number] => {
      if (reached === null || isBetter(objective, reached, direction.value)) reached = objective
      return [trial + 1, reached]
    })
  })
  const rungs = computed(() => {
    const { spec, planned, project } = sweep.value
    if (spec.method !== 'SuccessiveHalving') return []
    const count = Math.floor((planned ?? 0) / spec.executions_per_trial)
    return rungsOf(count, spec, project.training.epochs).map((rung) => ({
      ...rung,
      done: trials.value.filter(({ epochs }) => epochs.done >= rung.epochs).length
    }))
  })
  watch(
    () => sweep.value.id,
    () => (passing.value = null)
  )
  return { trials, direction, best, told, settings, names, axes, lines, passing, shown, importance, course, rungs }
}
