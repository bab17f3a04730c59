// A training that is gone through step by step: what is asked of it is done one after another.
import { debugProcedures } from '../../shared/debug-contract'
import { NetloomError } from '../../shared/errors'
import type { Project } from '../../shared/project'
import type { DebugJob, TrainerMessage } from '../../shared/trainer-protocol'
import { memoryFailure } from '../memory'
import { serve, type Ask } from '../serve'
import { OpenDebug } from './open-debug'

/** @returns to be told what is asked; answers go to `post` */
export function serveDebug(job: DebugJob, post: (message: TrainerMessage) => void): (ask: Ask) => void {
  let open: OpenDebug | null = null
  const answer = async (call: keyof typeof debugProcedures, input: unknown): Promise<unknown> => {
    if (call === 'open') {
      open = await OpenDebug.open(job, (input as { project: Project }).project)
      return open.describe(job.debugId)
    }
    if (!open) throw new NetloomError('DEBUG_ENDED')
    if (call === 'step') return open.step((input as { steps: number }).steps)
    if (call === 'evaluate') return open.evaluate()
    const { id, example } = input as { id: string; example: number | null }
    return open.tensor(id, example)
  }
  let before: Promise<unknown> = Promise.resolve()
  const inTurn = (call: keyof typeof debugProcedures, input: unknown): Promise<unknown> => {
    const answered = before.then(() => answer(call, input))
    before = answered.catch(() => undefined)
    return answered.catch((error: unknown) => {
      throw memoryFailure(error)
    })
  }
  return serve('debug', debugProcedures, inTurn, post)
}
