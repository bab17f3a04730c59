// A model that answers what is asked of it: a quick question overtakes a slow one where that waits.
import { modelProcedures } from '../../shared/model-contract'
import type { ModelJob, TrainerMessage } from '../../shared/trainer-protocol'
import { serve, type Ask } from '../serve'
import { MODEL_CALLS } from './calls'
import { OpenModel } from './open-model'

/** @returns to be told what is asked; answers go to `post` */
export function serveModel(job: ModelJob, post: (message: TrainerMessage) => void): (ask: Ask) => void {
  let model: OpenModel | null = null
  return serve(
    'model',
    modelProcedures,
    async (call, input) => {
      model ??= new OpenModel(job)
      const { checkpoint } = input as { checkpoint: string | null }
      return MODEL_CALLS.get(call)!.answer(await model.at(checkpoint), input as never)
    },
    post
  )
}
