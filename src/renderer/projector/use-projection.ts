// A projection on its way: asked for again and again, each time it has come a little further.
import { onActivated, onBeforeUnmount, onDeactivated, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'

export interface Goes {
  done: number
}
export interface Projection<T extends Goes> {
  /** What there is so far. */
  answer: Readonly<ShallowRef<T | null>>
  error: Readonly<Ref<ErrorPayload | null>>
  running: Readonly<Ref<boolean>>
  /** Was ended before it was done. */
  cancelled: Readonly<Ref<boolean>>
  /** Seconds that are left, by how it went so far; null while that cannot be told. */
  left: Readonly<Ref<number | null>>
  cancel(): void
  again(): void
}

/** @param key what is asked, as JSON; null: nothing */
export function useProjection<T extends Goes>(key: () => string | null, ask: () => Promise<T>): Projection<T> {
  const answer: ShallowRef<T | null> = shallowRef(null)
  const error = ref<ErrorPayload | null>(null)
  const [running, cancelled] = [ref(false), ref(false)]
  const left = ref<number | null>(null)
  let number = 0
  let asked: string | null = null
  let isShown = true

  async function run(): Promise<void> {
    const mine = ++number
    const begun = performance.now()
    let first: number | null = null
    running.value = true
    cancelled.value = false
    error.value = left.value = null
    try {
      for (;;) {
        const found = await ask()
        if (mine !== number) return
        answer.value = found
        if (found.done >= 1) break
        first ??= found.done
        const seconds = (performance.now() - begun) / 1000
        left.value = found.done > first ? (seconds * (1 - found.done)) / (found.done - first) : null
      }
    } catch (thrown) {
      if (mine === number) error.value = toErrorPayload(thrown)
    } finally {
      if (mine === number) running.value = false
    }
  }
  function changed(): void {
    const now = key()
    if (!isShown || now === asked) return
    asked = now
    number += 1
    running.value = false
    if (now !== null) void run()
    else answer.value = null
  }
  function cancel(): void {
    number += 1
    running.value = false
    cancelled.value = true
  }
  watch(key, changed, { immediate: true })
  onActivated(() => {
    isShown = true
    // What was left half done goes on where it was.
    if (asked !== null && asked === key() && !cancelled.value && (answer.value?.done ?? 0) < 1 && !error.value)
      void run()
    else changed()
  })
  onDeactivated(() => {
    isShown = false
    number += 1
    running.value = false
  })
  onBeforeUnmount(() => (number += 1))
  return { answer, error, running, cancelled, left, cancel, again: () => void run() }
}
