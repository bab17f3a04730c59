// Values of a tensor of the newest step, asked for where they are seen; while steps are on their way those of before stay.
import { shallowRef, watch, type ShallowRef } from 'vue'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'
import type { TensorFacts } from '../../shared/debug-contract'
import { useDebugger, type Tensor } from '../stores/debugger'

export interface TensorValues extends Tensor {
  id: string
  /** Place in the batch; null: the whole tensor. */
  of: number | null
  /** Whether it ends before the tensor does. */
  isCut: boolean
}
export interface AskedTensor {
  value: Readonly<ShallowRef<TensorValues | null>>
  error: Readonly<ShallowRef<ErrorPayload | null>>
}

export function useTensor(
  facts: () => TensorFacts | null | undefined,
  of: () => number | null = () => null
): AskedTensor {
  const store = useDebugger()
  const value = shallowRef<TensorValues | null>(null)
  const error = shallowRef<ErrorPayload | null>(null)
  watch(
    () => [facts()?.id, of(), store.settled] as const,
    async ([id, place], _, onCleanup) => {
      let isLast = true
      onCleanup(() => (isLast = false))
      // Of another tensor nothing is left standing under this one's name.
      if (value.value?.id !== id || value.value?.of !== place) value.value = null
      const asked = facts()
      if (!asked || !store.session || store.settled === null) return
      try {
        const found = await store.tensor(asked, place)
        if (!isLast) return
        const size = found.shape.reduce((product, axis) => product * axis, 1)
        value.value = { ...found, id: asked.id, of: place, isCut: found.values.length < size }
        error.value = null
      } catch (failure) {
        if (isLast) error.value = toErrorPayload(failure)
      }
    },
    { immediate: true }
  )
  return { value, error }
}
