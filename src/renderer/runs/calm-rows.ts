// Rows for a table that does not jump while runs train.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { RunSummary } from '../../shared/run-list'

const EVERY_MS = 1000
const OWN_MS = 2500

export interface CalmRows {
  rows: ShallowRef<readonly RunSummary[]>
  /** Takes the rows as they are now, and what comes of the person's own doing without delay. */
  settle(): void
}

/**
 * The rows as of at most a second ago; while the table is busy, as they were when that began. Runs that are gone are gone at once.
 * @param isBusy the pointer is moving in the table, or a row is being edited
 */
export function useCalmRows(source: () => readonly RunSummary[], isBusy: () => boolean): CalmRows {
  const rows = shallowRef(source())
  let taken = -Infinity
  let ownUntil = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  function take(): void {
    clearTimeout(timer)
    timer = undefined
    taken = performance.now()
    rows.value = source()
  }
  function takeSoon(): void {
    timer = undefined
    if (isBusy()) timer = setTimeout(takeSoon, EVERY_MS / 2)
    else take()
  }
  watch(source, (now) => {
    const time = performance.now()
    const isFirst = rows.value.length === 0
    if (isFirst || time < ownUntil || (!isBusy() && time - taken >= EVERY_MS)) return take()
    if (now.length < rows.value.length) {
      const there = new Set(now.map(({ id }) => id))
      rows.value = rows.value.filter(({ id }) => there.has(id))
    }
    timer ??= setTimeout(takeSoon, Math.max(0, EVERY_MS - (time - taken)))
  })
  onScopeDispose(() => clearTimeout(timer))

  return {
    rows,
    settle() {
      ownUntil = performance.now() + OWN_MS
      take()
    }
  }
}
