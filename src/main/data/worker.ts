// The thread that reads data for the page: decoding sixty thousand pictures must not hold up the host. One call, one reply.
import { parentPort } from 'node:worker_threads'
import type { Reply } from '../../shared/rpc'
import { toErrorPayload } from '../../shared/errors'
import { DataService } from './service'

export interface WorkerCall {
  id: number
  method: keyof DataService['handlers']
  input: unknown
}
export interface WorkerReply {
  id: number
  reply: Reply
}

const service = new DataService()

parentPort?.on('message', ({ id, method, input }: WorkerCall) => {
  const handler = service.handlers[method] as (input: unknown) => Promise<unknown>
  handler(input).then(
    (value) => answer({ id, reply: { ok: true, value: compact(value) } }),
    (error: unknown) => answer({ id, reply: { ok: false, error: toErrorPayload(error) } })
  )
})

const answer = (message: WorkerReply): void => parentPort?.postMessage(message)

/** A view into a larger buffer would take all of that with it: a page of ten rows, the whole column. */
function compact(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    const whole = value.byteLength === value.buffer.byteLength
    return whole ? value : (value as Uint8Array<ArrayBuffer>).slice()
  }
  if (Array.isArray(value)) return typeof value[0] === 'object' ? value.map(compact) : value
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, compact(part)]))
}
