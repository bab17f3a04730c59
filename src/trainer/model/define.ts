// What may be asked of a trained model: one file a call in calls/.
import type { z } from 'zod'
import type { modelProcedures } from '../../shared/model-contract'
import type { AskedModel } from './open-model'

export type CallName = keyof typeof modelProcedures
export type CallInput<N extends CallName> = z.output<(typeof modelProcedures)[N]['input']>
export type CallOutput<N extends CallName> = z.input<(typeof modelProcedures)[N]['output']>

export interface ModelCall<N extends CallName = CallName> {
  name: N
  /** @param model with the weights of the checkpoint that was asked about */
  answer(model: AskedModel, input: CallInput<N>): Promise<CallOutput<N>>
}

export const defineCall = <N extends CallName>(name: N, answer: ModelCall<N>['answer']): ModelCall<N> => ({
  name,
  answer
})
