// Answers for what the host asks, one promise a question.
import type { Procedure } from '../shared/rpc'
import { NetloomError, toErrorPayload } from '../shared/errors'
import type { HostMessage, TrainerMessage } from '../shared/trainer-protocol'
import { z } from '../shared/zod'

export type Ask = Extract<HostMessage, { type: 'ask' }>

/**
 * @param group of the contract, of which `procedures` are @param answer told inputs that fit
 * @returns to be told what is asked; answers go to `post`
 */
export function serve<P extends Record<string, Procedure>>(
  group: string,
  procedures: P,
  answer: (call: keyof P & string, input: unknown) => Promise<unknown>,
  post: (message: TrainerMessage) => void
): (ask: Ask) => void {
  const answered = async ({ call, input }: Ask): Promise<unknown> => {
    const refusal = (issues: string): NetloomError =>
      new NetloomError('BAD_REQUEST', { channel: `${group}.${call}`, issues })
    if (!Object.hasOwn(procedures, call)) throw refusal('no such call')
    const { data: parsed, error } = procedures[call]!.input.safeParse(input)
    if (error) throw refusal(z.prettifyError(error))
    return answer(call, parsed)
  }
  return (ask) =>
    void answered(ask).then(
      (output) => post({ type: 'answer', id: ask.id, output }),
      (error: unknown) => post({ type: 'refusal', id: ask.id, error: toErrorPayload(error) })
    )
}
