// A model that answers what is asked of it, one promise a question: a quick one overtakes a slow one where that waits.
import { modelProcedures } from '../../shared/model-contract'
import { NetloomError, toErrorPayload } from '../../shared/errors'
import type { HostMessage, ModelJob, TrainerMessage } from '../../shared/trainer-protocol'
import { z } from '../../shared/zod'
import { MODEL_CALLS } from './calls'
import { OpenModel } from './open-model'
import type { CallName } from './define'

type Ask = Extract<HostMessage, { type: 'ask' }>

/** @returns to be told what is asked; answers go to `post` */
export function serveModel(job: ModelJob, post: (message: TrainerMessage) => void): (ask: Ask) => void {
  let model: OpenModel | null = null
  const answer = async ({ call, input }: Ask): Promise<unknown> => {
    if (!Object.hasOwn(modelProcedures, call) || !MODEL_CALLS.has(call as CallName))
      throw new NetloomError('BAD_REQUEST', { channel: `model.${call}`, issues: 'no such call' })
    const name = call as CallName
    const { data: parsed, error } = modelProcedures[name].input.safeParse(input)
    if (!parsed) throw new NetloomError('BAD_REQUEST', { channel: `model.${call}`, issues: z.prettifyError(error) })
    model ??= new OpenModel(job)
    return MODEL_CALLS.get(name)!.answer(await model.at(parsed.checkpoint), parsed as never)
  }
  return (ask) =>
    void answer(ask).then(
      (output) => post({ type: 'answer', id: ask.id, output }),
      (error: unknown) => post({ type: 'refusal', id: ask.id, error: toErrorPayload(error) })
    )
}
