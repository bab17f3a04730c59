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
    for (let first = 0; first < all.length && mine === run; first += AT_ONCE) {
      const some = all.slice(first, first + AT_ONCE)
      // One that cannot be counted does not keep the others from it.
      if (!(await add(mine, some))) for (const name of some) await add(mine, [name])
    }
    if (mine === run) pending.value = false
  }
  async function add(mine: number, columns: string[]): Promise<boolean> {
    if (mine !== run) return true
    try {
      const counted = await ask(columns)
      if (mine !== run) return true
      found.value = new Map([...found.value, ...counted.map((one): [string, ColumnStatistics] => [one.column, one])])
    } catch (thrown) {
      if (mine === run && columns.length === 1) error.value = toErrorPayload(thrown)
      return false
    }
    return true
  }
  watch(key, () => void count(), { immediate: true })
  onBeforeUnmount(() => run++)
  return { found, error, pending }
}
