// The weights that a tab of a run looks at, and what they are.
import { computed, ref } from 'vue'
import type { LoadedRun } from '../series/loaded-run'
import { useAnswer } from '../data/examples/use-answer'
import { useModels, type ModelOf } from '../stores/models'
import { stateOf, weightsOf } from './weights'

export function useModel(run: () => LoadedRun) {
  const models = useModels()
  const record = computed(() => run().record.value)
  const choices = computed(() => (record.value ? weightsOf(record.value) : []))
  /** undefined: none chosen yet. */
  const wanted = ref<string | null | undefined>(undefined)
  const chosen = computed(
    () => choices.value.find(({ checkpoint }) => checkpoint === wanted.value) ?? choices.value[0] ?? null
  )
  const state = computed(() => (record.value && chosen.value ? stateOf(record.value, chosen.value.checkpoint) : null))
  const model = computed((): ModelOf | null =>
    chosen.value ? { runId: run().id, checkpoint: chosen.value.checkpoint } : null
  )
  const key = computed(() => (model.value ? JSON.stringify([model.value, state.value]) : null))
  const {
    value: description,
    error,
    slow
  } = useAnswer(
    () => key.value,
    () => models.describe(model.value!)
  )
  return { record, choices, wanted, chosen, model, key, state, description, error, slow }
}
export type UsedModel = ReturnType<typeof useModel>
