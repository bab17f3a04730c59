// The thread's side: one call, one reply.
import { parentPort } from 'node:worker_threads'
import { toErrorPayload } from '../shared/errors'
import type { WorkerCall, WorkerReply } from './worker-thread'

/**
 * Answers the calls of this thread's host.
 * @param give what is sent of an answer, and the buffers that go over with it instead of being copied
 */
export function answerCalls<Handlers extends object>(
  handlers: Handlers,
  give: (value: unknown) => { value: unknown; buffers: ArrayBuffer[] }
): void {
  const answer = (message: WorkerReply, buffers: ArrayBuffer[] = []): void => parentPort?.postMessage(message, buffers)
  parentPort?.on('message', ({ id, method, input }: WorkerCall) => {
    const handler = handlers[method as keyof Handlers] as (input: unknown) => Promise<unknown>
    handler(input).then(
      (answered) => {
        const { value, buffers } = give(answered)
        answer({ id, reply: { ok: true, value } }, buffers)
      },
      (error: unknown) => answer({ id, reply: { ok: false, error: toErrorPayload(error) } })
    )
  })
}
