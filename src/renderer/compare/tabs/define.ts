// A tab of the comparison of runs: one file each in this folder.
import type { Component } from 'vue'
import type { RunRecord } from '../../../shared/run'

export interface CompareTab {
  /** Also the message key `compare.tab.<id>`. */
  id: string
  /** From left to right; the first one that applies is shown at first. */
  order: number
  /** @param records of the chosen runs, as they are now */
  applies(records: readonly RunRecord[]): boolean
  /** Takes no props: what is compared is in stores/comparison. */
  component: Component
}

export const defineCompareTab = (tab: CompareTab): CompareTab => tab
