// What the panels of the Evaluate tab are given.
import type { Evaluation, OutputEvaluation } from '../../shared/model-contract'
import type { SplitName } from '../../shared/dataset'
import type { ModelOf } from '../stores/models'
import type { RunData } from './use-run-data'

/** One output of a model, judged on a split. */
export interface Judged {
  model: ModelOf
  /** Changes with the weights. */
  state: string
  split: SplitName
  /** Number of the output. */
  output: number
  of: OutputEvaluation
  evaluation: Evaluation
  classes: readonly string[] | null
  /** Of the target, or of the output's layer. */
  target: string
  data: RunData
  /** For the names of files. */
  run: string
}
export type Classified = NonNullable<OutputEvaluation['classification']>
export type Regressed = NonNullable<OutputEvaluation['regression']>
