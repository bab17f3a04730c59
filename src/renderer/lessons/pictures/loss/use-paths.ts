// The ways of the lesson's runs that fit the picture: which are shown, and how far along.
import { computed, ref, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { isActive } from '../../../../shared/run'
import { useRuns } from '../../../stores/runs'
import { runColour } from '../../../theme/colours'
import { useLesson } from '../../use-lesson'
import type { Problem } from './problem'
import { labelsOf, pathOf, verdictOf, type RunPath, type Verdict } from './run-path'

export interface ShownPath extends RunPath {
  label: string
  colour: string
  shown: boolean
  verdict: Verdict
  /** Trained on points or by a loss that are no longer the project's. */
  isOther: boolean
}
/** Older ones are offered, not shown at first. */
const SHOWN_AT_FIRST = 4
const MOST = 10

export interface ShownPaths {
  /** Newest last. */
  all: ComputedRef<ShownPath[]>
  toggle(id: string): void
}

export function usePaths(problem: ComputedRef<Problem | null>): ShownPaths {
  const { t } = useI18n()
  const { facts } = useLesson()
  const runs = useRuns()
  const chosen = ref(new Map<string, boolean>())

  const known = computed((): RunPath[] => {
    const now = problem.value
    if (!now) return []
    const fitting: RunPath[] = []
    for (const { id, status } of facts.runs.toReversed()) {
      if (fitting.length === MOST) break
      const run = facts.loaded(id)
      const path = run && pathOf(run, isActive(status))
      if (path && path.problem.activation === now.activation) fitting.push(path)
    }
    return fitting.reverse()
  })
  const trainedOn = ({ points, name, delta }: Problem): string => JSON.stringify([points, name, delta])
  const all = computed((): ShownPath[] => {
    const paths = known.value
    const labels = labelsOf(paths, { seed: t('loss.seed') })
    return paths.map((path, i) => ({
      ...path,
      label: labels[i]!,
      colour: runColour(runs.ordinal(path.id)),
      shown: chosen.value.get(path.id) ?? i >= paths.length - SHOWN_AT_FIRST,
      verdict: verdictOf(path.losses),
      isOther: problem.value !== null && trainedOn(path.problem) !== trainedOn(problem.value)
    }))
  })
  function toggle(id: string): void {
    const path = all.value.find((one) => one.id === id)
    if (path) chosen.value = new Map(chosen.value).set(id, !path.shown)
  }
  return { all, toggle }
}
