// One picture of the test set and what the learner's newest model makes of it.
import { computed, ref } from 'vue'
import type { PredictionView } from '../../shared/model-contract'
import { isActive } from '../../shared/run'
import { useAsked } from '../data/use-asked'
import { useModels } from '../stores/models'
import { useLesson } from './use-lesson'

const TEST: PredictionView = {
  ...{ split: 'test', output: 0, truth: null, predicted: null, outcome: 'all' },
  ...{ order: 'row', descending: false }
}
const MOST = 100_000

/** @param begin number of the picture at first, or null for none */
export function useTestPicture(begin: number | null = 0) {
  const { facts } = useLesson()
  const models = useModels()
  /** The newest that has a model; one that still trains has none yet. */
  const run = computed(() => {
    const ended = facts.runs.findLast(({ hasModel, status }) => hasModel && !isActive(status))
    return ended ? facts.loaded(ended.id) : null
  })
  const model = computed(() => (run.value ? { runId: run.value.id, checkpoint: null } : null))
  const design = computed(() => run.value?.record.value?.project.model ?? null)
  const described = useAsked(
    () => model.value,
    () => models.describe(model.value!)
  )
  const all = useAsked(
    () => model.value,
    () => models.examples(model.value!, TEST, 0, MOST)
  )
  const total = computed(() => all.value.value?.rows.length ?? 0)
  const index = ref(begin)
  const row = computed(() => (index.value === null ? null : (all.value.value?.rows[index.value] ?? null)))
  const prediction = useAsked(
    () => (model.value && row.value !== null ? [model.value, row.value] : null),
    () => models.predict(model.value!, { kind: 'row', row: row.value! })
  )
  const is = computed(() => prediction.value.value)
  const output = computed(() => is.value?.outputs[0] ?? null)
  const classes = computed(() => described.value.value?.classes ?? null)
  const nameOf = (number: number | null): string => (number === null ? '' : (classes.value?.[number] ?? String(number)))
  const error = computed(() => described.error.value ?? all.error.value ?? prediction.error.value)
  const busy = computed(() => described.busy.value || all.busy.value || prediction.busy.value)

  const go = (to: number): void => void (index.value = Math.max(0, Math.min(total.value - 1, to)))
  /** The next one that the model takes for another class, round the end. */
  function nextWrong(): void {
    const { truth, predicted } = all.value.value ?? { truth: [], predicted: [] }
    for (let step = 1; step <= total.value; step++) {
      const at = ((index.value ?? -1) + step) % total.value
      if (truth[at] !== predicted[at]) return go(at)
    }
  }
  /** The next one that the model is not sure of, round the end. @param below the largest probability is less than this */
  function nextUnsure(below: number): void {
    const { confidence } = all.value.value ?? { confidence: [] }
    for (let step = 1; step <= total.value; step++) {
      const at = ((index.value ?? -1) + step) % total.value
      if (confidence[at]! < below) return go(at)
    }
  }
  return {
    run,
    model,
    design,
    described,
    index,
    total,
    row,
    is,
    output,
    nameOf,
    error,
    busy,
    go,
    nextWrong,
    nextUnsure
  }
}
export type TestPicture = ReturnType<typeof useTestPicture>
