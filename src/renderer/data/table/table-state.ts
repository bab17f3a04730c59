// How each table that was looked at is shown, for as long as the window is open.
import { reactive } from 'vue'
import { defineStore } from 'pinia'
import type { DataView } from '../../../shared/data-contract'

export interface Place {
  /** Of the view. */
  row: number
  /** Of the columns shown. */
  column: number
}
export interface TableState {
  view: DataView
  /** CSS pixels, by column; those that are left out are as wide as is usual. */
  widths: Record<string, number>
  /** Selected is what lies between them. */
  active: Place | null
  anchor: Place | null
  /** Pixels that are scrolled past. */
  offset: number
}

export const useTableStates = defineStore('table-states', () => {
  const states = reactive(new Map<string, TableState>())
  function of(key: string): TableState {
    if (!states.has(key)) {
      states.set(key, { view: { where: [], order: [] }, widths: {}, active: null, anchor: null, offset: 0 })
    }
    return states.get(key)!
  }
  return { of }
})
