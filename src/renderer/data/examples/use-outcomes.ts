// What a run predicts of the rows that are looked at: which are wrong, how surely, and with what loss.
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { SPLIT_NAMES, type SplitName } from '../../../shared/dataset'
import { isActive } from '../../../shared/run'
import type { RunSummary } from '../../../shared/run-list'
import { nameOf } from '../../evaluate/class-rows'
import { useLooked } from '../../stores/looked'
import { useModels, type Examples } from '../../stores/models'
import { useRuns } from '../../stores/runs'
import type { Outcome, RowFilter } from './row-filter'
import { useAnswer } from './use-answer'
import type { RowFacts } from './use-row-facts'

/** As many of each split are asked for. */
const MOST = 100_000
const VIEWS = {
  wrong: { outcome: 'wrong', order: 'row', descending: false },
  sure: { outcome: 'wrong', order: 'confidence', descending: true },
  loss: { outcome: 'all', order: 'loss', descending: true }
} as const

/** Rows of several splits in the order of one view, and what each was taken for. */
export function merged(parts: readonly Examples[], outcome: Outcome): { rows: Uint32Array; predicted: Map<number, number> } {
  const all = parts.flatMap(({ rows, predicted, confidence, loss }) =>
    Array.from(rows, (row, i) => ({ row, predicted: predicted[i]!, confidence: confidence[i]!, loss: loss[i]! }))
  )
  if (parts.length > 1) {
    if (outcome === 'wrong') all.sort((a, b) => a.row - b.row)
    else if (outcome === 'sure') all.sort((a, b) => b.confidence - a.confidence)
    else all.sort((a, b) => b.loss - a.loss)
  }
  return {
    rows: Uint32Array.from(all, ({ row }) => row),
    predicted: new Map(all.map(({ row, predicted }) => [row, predicted]))
  }
}

export function useOutcomes(facts: RowFacts, filter: Ref<RowFilter>) {
  const looked = useLooked()
  const models = useModels()
  const all = useRuns()
  const runs = shallowRef<RunSummary[]>([])
  /** null: the newest. */
  const wanted = ref<string | null>(null)
  /** Runs come and go; what they are otherwise does not matter here. */
  const ended = computed(() =>
    all.summaries.filter(({ status, hasModel }) => hasModel && !isActive(status)).map(({ id }) => id).join()
  )
  watch(
    [facts.source, ended],
    async ([source]) => {
      const { current } = looked
      // Only classes can be wrong.
      const found = current && source !== null ? await models.runsOn(current.source, current.baseDir) : []
      if (source === facts.source.value) runs.value = facts.description.value?.classes ? found : []
    },
    { immediate: true }
  )
  const run = computed(() => runs.value.find(({ id }) => id === wanted.value) ?? runs.value[0] ?? null)
  const splits = computed((): readonly SplitName[] => {
    const { split } = filter.value
    const asked = split === null ? SPLIT_NAMES : split === 'none' ? [] : [split]
    return asked.filter((name) => (run.value?.dataset.examples?.[name] ?? 0) > 0)
  })
  const { value, error, slow, pending } = useAnswer(
    () => {
      const { outcome } = filter.value
      return outcome && run.value ? JSON.stringify([run.value.id, run.value.ended, outcome, splits.value]) : null
    },
    async () => {
      const outcome = filter.value.outcome!
      const model = { runId: run.value!.id, checkpoint: null }
      const view = { ...VIEWS[outcome], output: 0, truth: null, predicted: null }
      const parts = await Promise.all(splits.value.map((split) => models.examples(model, { ...view, split }, 0, MOST)))
      return merged(parts, outcome)
    }
  )
  /** What was kept apart is what tells most; a split that was chosen stays. */
  const splitFor = (split: RowFilter['split']): RowFilter['split'] => {
    if (split !== null) return split
    const examples = run.value?.dataset.examples
    return (['test', 'validation'] as const).find((name) => (examples?.[name] ?? 0) > 0) ?? null
  }
  function withPrediction(row: number, label: string): string {
    const predicted = filter.value.outcome === null ? undefined : value.value?.predicted.get(row)
    return predicted === undefined ? label : `${label} → ${nameOf(facts.classes.value, predicted)}`
  }
  return { runs, run, wanted, predictions: value, error, slow, pending, splitFor, withPrediction }
}
export type Outcomes = ReturnType<typeof useOutcomes>
