import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { NetloomError } from '../../shared/errors'

/** Tried first, so that the address stays the same from one start to the next. */
export const DEFAULT_PORT = 7717

/**
 * Listens on this machine only.
 * @param wanted without it: the default port, or any free one
 * @returns the port
 * @throws NetloomError PORT_IN_USE, PORT_NOT_PERMITTED
 */
export async function listen(http: Server, wanted?: number): Promise<number> {
  const candidates = wanted === undefined ? [DEFAULT_PORT, 0] : [wanted]
  for (const [i, port] of candidates.entries()) {
    try {
      http.listen(port, '127.0.0.1')
      await once(http, 'listening')
      break
    } catch (error) {
      if (i === candidates.length - 1) throw portFailure(error, port)
    }
  }
  return (http.address() as AddressInfo).port
}

function portFailure(error: unknown, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') return new NetloomError('PORT_IN_USE', { port }, { cause: error })
  if (code === 'EACCES') return new NetloomError('PORT_NOT_PERMITTED', { port }, { cause: error })
  return error
}
