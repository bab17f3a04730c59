// Statistics of columns, a few at a time, so that the first are there soon.
import { onBeforeUnmount, shallowRef, watch } from 'vue'
import type { ColumnStatistics } from '../../../shared/data-contract'
import { toErrorPayload, type ErrorPayload } from '../../../shared/errors'

const AT_ONCE = 8

export function useStatistics(
  names: () => readonly string[],
  /** Of what is looked at: another one begins anew. */
  key: () => string,
  ask: (columns: string[]) => Promise<ColumnStatistics[]>
) {
  const found = shallowRef<ReadonlyMap<string, ColumnStatistics>>(new Map())
  const error = shallowRef<ErrorPayload | null>(null)
  const pending = shallowRef(false)
  let run = 0

  async function count(): Promise<void> {
    const mine = ++run
    found.value = new Map()
    error.value = null
    pending.value = true
    const all = names()
    try {
      for (let first = 0; first < all.length; first += AT_ONCE) {
        const some = await ask(all.slice(first, first + AT_ONCE))
        if (mine !== run) return
        found.value = new Map([...found.value, ...some.map((one): [string, ColumnStatistics] => [one.column, one])])
      }
    } catch (thrown) {
      if (mine === run) error.value = toErrorPayload(thrown)
    }
    if (mine === run) pending.value = false
  }
  watch(key, () => void count(), { immediate: true })
  onBeforeUnmount(() => run++)
  return { found, error, pending }
}
