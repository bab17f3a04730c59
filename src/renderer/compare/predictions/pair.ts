// What the panels of the Predictions tab are given.
import type { PairedOutcomes } from '../../../comparison/predictions'
import type { SplitName } from '../../../shared/dataset'
import type { RunData } from '../../evaluate/use-run-data'
import type { AskableRun } from './askable'

export interface Pair {
  a: AskableRun
  b: AskableRun
  split: SplitName
  outcomes: PairedOutcomes
  /** null: a quantity is predicted. */
  classes: readonly string[] | null
  data: RunData
}
