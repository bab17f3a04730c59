// Which of the compared runs can be asked for predictions, and with which weights.
import { isActive, type RunRecord } from '../../../shared/run'
import { stateOf, weightsOf, type WeightsChoice } from '../../evaluate/weights'
import type { ModelOf } from '../../stores/models'

export interface AskableRun {
  record: RunRecord
  /** The model as training left it; of one that still trains, or that left none, its newest checkpoint. */
  weights: WeightsChoice
  model: ModelOf
  /** Changes with the weights. */
  state: string
}
export type Unaskable = { record: RunRecord; why: 'imported' | 'training' | 'noModel' }

/** @param hasModel whether training left a model */
export function askable(record: RunRecord, hasModel: boolean): AskableRun | Unaskable {
  if (record.imported) return { record, why: 'imported' }
  const choices = weightsOf(record).filter(({ checkpoint }) => checkpoint !== null || hasModel)
  const weights = choices[0]
  if (!weights) return { record, why: isActive(record.status) ? 'training' : 'noModel' }
  const { checkpoint } = weights
  return { record, weights, model: { runId: record.id, checkpoint }, state: stateOf(record, checkpoint) }
}
export const isAskable = (run: AskableRun | Unaskable): run is AskableRun => 'model' in run
