import { computed, onActivated, onBeforeUnmount, onDeactivated, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { toErrorPayload, type ErrorPayload } from '../../../shared/errors'

export interface Answer<T> {
  value: Ref<T | null>
  error: Ref<ErrorPayload | null>
  /** Waited for longer than a second. */
  slow: Ref<boolean>
  pending: ComputedRef<boolean>
}
const SLOW_MS = 1000

/**
 * Asks whenever `key` changes, and is told of the last question alone. Asks nothing while key is null, or while the component is
 * out of sight; the answer goes with its question.
 */
export function useAnswer<T>(key: () => string | null, ask: () => Promise<T>): Answer<T> {
  const value = shallowRef<T | null>(null) as Ref<T | null>
  const error = shallowRef<ErrorPayload | null>(null)
  const slow = shallowRef(false)
  const asked = shallowRef<string | null>(null)
  const pending = computed(() => asked.value !== null && value.value === null && error.value === null)
  let active = true
  let number = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look(now: string | null): Promise<void> {
    if (!active || now === asked.value) return
    asked.value = now
    const mine = ++number
    value.value = error.value = null
    slow.value = false
    clearTimeout(timer)
    if (now === null) return
    timer = setTimeout(() => (slow.value = true), SLOW_MS)
    try {
      const answer = await ask()
      if (mine === number) value.value = answer
    } catch (thrown) {
      if (mine === number) error.value = toErrorPayload(thrown)
    }
    if (mine !== number) return
    clearTimeout(timer)
    slow.value = false
  }
  watch(key, look, { immediate: true })
  onActivated(() => {
    active = true
    void look(key())
  })
  onDeactivated(() => (active = false))
  onBeforeUnmount(() => {
    active = false
    number++
    clearTimeout(timer)
  })
  return { value, error, slow, pending }
}
