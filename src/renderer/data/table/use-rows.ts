// The rows of a view that are in sight, read in pages; of requests, only those are sent that are still wanted.
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import type { ColumnValues } from '../../../shared/columns'
import type { DataView } from '../../../shared/data-contract'
import { toErrorPayload, type ErrorPayload } from '../../../shared/errors'
import type { Column } from './roles'

const PAGE_ROWS = 128
const PAGE_COLUMNS = 16
const KEPT_PAGES = 400
const MOST_AT_ONCE = 2

export interface RowsOfView {
  total: number
  rows: Uint32Array<ArrayBuffer>
  values: ColumnValues[]
}
export type ReadRows = (input: {
  columns: string[]
  first: number
  count: number
  view: DataView
}) => Promise<RowsOfView>

export interface Rows {
  /** Rows of the view; those of all rows until it is known. */
  total: Ref<number>
  /** A view that takes a while is being made. */
  busy: Ref<boolean>
  error: Ref<ErrorPayload | null>
  /** Changes whenever something has come. */
  arrived: Ref<number>
  /** The values of a column that hold a row of the view, and where; null while they are not here. */
  at(row: number, column: number): { values: ColumnValues; index: number; row: number } | null
  /** Says what is in sight. */
  want(first: number, last: number, firstColumn: number, lastColumn: number): void
}

/** @param columns all that can be shown, in their order */
export function useRows(
  read: ReadRows,
  columns: () => readonly Pick<Column, 'name'>[],
  view: () => DataView,
  all: () => number
): Rows {
  const total = ref(all())
  const busy = ref(false)
  const error = shallowRef<ErrorPayload | null>(null)
  const arrived = ref(0)
  const pages = new Map<string, RowsOfView>()
  let wanted: { page: number; block: number }[] = []
  const sent = new Set<string>()
  let generation = 0
  /** Pages are of the view before, which stays in sight until the next one is there. */
  let stale = false
  let gone = false

  const keyOf = (page: number, block: number): string => `${page} ${block}`
  function want(first: number, last: number, firstColumn: number, lastColumn: number): void {
    wanted = []
    for (let page = Math.floor(first / PAGE_ROWS); page <= Math.floor(last / PAGE_ROWS); page++) {
      for (let block = Math.floor(firstColumn / PAGE_COLUMNS); block <= Math.floor(lastColumn / PAGE_COLUMNS); block++)
        wanted.push({ page, block })
    }
    pump()
  }
  function pump(): void {
    for (const { page, block } of wanted) {
      if (sent.size >= MOST_AT_ONCE || error.value) return
      const key = keyOf(page, block)
      if ((stale || !pages.has(key)) && !sent.has(key)) void fetch(page, block, key)
    }
  }
  async function fetch(page: number, block: number, key: string): Promise<void> {
    const mine = generation
    const names = columns()
      .slice(block * PAGE_COLUMNS, (block + 1) * PAGE_COLUMNS)
      .map(({ name }) => name)
    if (names.length === 0) return
    sent.add(key)
    try {
      const found = await read({ columns: names, first: page * PAGE_ROWS, count: PAGE_ROWS, view: view() })
      if (mine !== generation || gone) return
      if (stale) pages.clear()
      stale = false
      busy.value = false
      total.value = found.total
      pages.delete(key)
      pages.set(key, found)
      for (const old of pages.keys()) {
        if (pages.size <= KEPT_PAGES) break
        pages.delete(old)
      }
    } catch (thrown) {
      if (mine !== generation || gone) return
      error.value = toErrorPayload(thrown)
      busy.value = false
    } finally {
      if (mine === generation && !gone) {
        sent.delete(key)
        arrived.value++
        pump()
      }
    }
  }
  function at(row: number, column: number): ReturnType<Rows['at']> {
    const page = pages.get(keyOf(Math.floor(row / PAGE_ROWS), Math.floor(column / PAGE_COLUMNS)))
    const index = row % PAGE_ROWS
    const values = page?.values[column % PAGE_COLUMNS]
    return page && values && index < page.rows.length ? { values, index, row: page.rows[index]! } : null
  }
  watch(
    [
      view,
      () =>
        columns()
          .map(({ name }) => name)
          .join('\n')
    ],
    () => {
      generation++
      sent.clear()
      error.value = null
      stale = true
      busy.value = true
      pump()
    }
  )
  onBeforeUnmount(() => (gone = true))

  return { total, busy, error, arrived, at, want }
}
