// The prediction of what is being drawn, typed or chosen: live, and always of the newest.
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { ModelInput, Prediction } from '../../shared/model-contract'
import { useModels, type ModelOf } from '../stores/models'
import { NewestOnly } from './newest-only'

export interface Tried {
  input: ModelInput
  /** How the input came about, in words. */
  made: string[]
}

export function usePrediction(model: () => ModelOf | null, state: () => string | null) {
  const models = useModels()
  const tried = shallowRef<Tried | null>(null)
  const prediction = shallowRef<{ of: Tried; is: Prediction } | null>(null)
  const error = ref<ErrorPayload | null>(null)
  const asker = new NewestOnly(
    ({ model: of, tried: it }: { model: ModelOf; tried: Tried }) => models.predict(of, it.input),
    (is, { tried: of }) => {
      prediction.value = { of, is }
      error.value = null
    },
    (thrown) => {
      error.value = toErrorPayload(thrown)
      prediction.value = null
    }
  )
  function ask(): void {
    const of = model()
    if (of && tried.value) asker.ask({ model: of, tried: tried.value })
    else {
      asker.forget()
      prediction.value = null
      error.value = null
    }
  }
  watch([tried, () => JSON.stringify([model(), state()])], ask)
  onBeforeUnmount(() => asker.close())
  return { tried, prediction, error }
}
