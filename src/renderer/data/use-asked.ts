// An answer about the data, asked for anew when what it depends on changes: of several on their way only the last counts.
import { getCurrentInstance, onActivated, onBeforeUnmount, onDeactivated, ref, shallowRef, watch } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import { toErrorPayload, type ErrorPayload } from '../../shared/errors'

const WAIT_MS = 150

export interface Asked<T> {
  /** The last answer, also while a newer one is on its way. */
  value: Readonly<ShallowRef<T | null>>
  error: Readonly<Ref<ErrorPayload | null>>
  busy: Readonly<Ref<boolean>>
  /** Asks again although nothing has changed. */
  again(): void
}

/**
 * @param key what the answer depends on, as JSON; null: there is nothing to ask
 * @param ask called a moment after the key has changed, and not while the component is out of sight
 */
export function useAsked<T>(key: () => unknown, ask: () => Promise<T>): Asked<T> {
  const value = shallowRef<T | null>(null)
  const error = ref<ErrorPayload | null>(null)
  const busy = ref(false)
  let [latest, timer, isShown] = [0, 0, true]
  let asked: string | null = null

  async function run(text: string): Promise<void> {
    const number = ++latest
    asked = text
    busy.value = true
    try {
      const answer = await ask()
      if (number !== latest) return
      value.value = answer
      error.value = null
    } catch (thrown) {
      if (number === latest) error.value = toErrorPayload(thrown)
    } finally {
      if (number === latest) busy.value = false
    }
  }
  const textOf = (): string | null => {
    const now = key()
    return now === null || now === undefined ? null : JSON.stringify(now)
  }
  function changed(wait: number): void {
    window.clearTimeout(timer)
    const text = textOf()
    if (text === asked || !isShown) return
    if (text === null) {
      latest += 1
      asked = null
      busy.value = false
      value.value = null
      error.value = null
    } else timer = window.setTimeout(() => void run(text), wait)
  }
  watch(textOf, (_, before) => changed(before === undefined ? 0 : WAIT_MS), { immediate: true })
  if (getCurrentInstance()) {
    onActivated(() => {
      isShown = true
      changed(0)
    })
    onDeactivated(() => (isShown = false))
    onBeforeUnmount(() => {
      window.clearTimeout(timer)
      latest += 1
    })
  }
  const again = (): void => {
    const text = textOf()
    if (text !== null) void run(text)
  }
  return { value, error, busy, again }
}
