// Calls and events over a WebSocket, in binary frames (src/shared/codec.ts):
//   page -> server  { id, channel, input }
//   server -> page  { id, reply } | { id, at } where a large reply waits to be fetched | { event, payload }
import { STATUS_CODES, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { decode, encode, encodeParts, lengthOf } from '../../shared/codec'
import { toErrorPayload } from '../../shared/errors'
import type { Dispatch, Reply } from '../../shared/rpc'
import { z } from '../../shared/zod'
import type { CallingWindow } from '../ports'
import type { Access } from './access'
import { LARGE_BYTES, type LargeReplies } from './large-replies'
import { eventFrame, Tab } from './tab'

export const SOCKET_PATH = '/rpc'
const LARGEST_MESSAGE_BYTES = 64 << 20
// Close codes of RFC 6455.
const UNSUPPORTED_DATA = 1003
const INVALID_DATA = 1007

// A call without input has no such entry: undefined does not go over the wire.
const callSchema = z.object({ id: z.int(), channel: z.string(), input: z.unknown().optional() })

export interface Sockets {
  /** To every open page. */
  broadcast(channel: string, payload: unknown): void
  close(): void
}

export function attachSockets(
  http: Server,
  access: Access,
  replies: LargeReplies,
  dispatchFor: (window: CallingWindow) => Dispatch
): Sockets {
  const tabs = new Map<WebSocket, Tab>()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE_BYTES, perMessageDeflate: false })

  http.on('upgrade', (request, connection, head) => {
    const refusal = refusalOf(request, access)
    if (refusal !== null) return refuse(connection, refusal)
    sockets.handleUpgrade(request, connection, head, (socket) => {
      const tab = new Tab(socket)
      const dispatch = dispatchFor(tab)
      tabs.set(socket, tab)
      socket.on('close', () => tabs.delete(socket))
      socket.on('error', () => undefined) // A broken frame; ws closes the connection by itself.
      socket.on('message', (data: Buffer, isBinary) => {
        if (isBinary) void answer(socket, tab, data, dispatch, replies)
        else socket.close(UNSUPPORTED_DATA)
      })
    })
  })

  return {
    broadcast(channel, payload) {
      let frame: Uint8Array | undefined
      for (const tab of tabs.values()) tab.emit(channel, payload, () => (frame ??= eventFrame(channel, payload)))
    },
    close() {
      for (const socket of tabs.keys()) socket.terminate()
      sockets.close()
    }
  }
}

function refusalOf(request: IncomingMessage, access: Access): number | null {
  if (!access.hostAllowed(request)) return 421
  if (!access.originAllowed(request)) return 403
  if (!access.sessionAllowed(request)) return 401
  return request.url === SOCKET_PATH ? null : 404
}

function refuse(connection: Duplex, status: number): void {
  connection.on('error', () => undefined)
  connection.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

async function answer(
  socket: WebSocket,
  tab: Tab,
  data: Buffer,
  dispatch: Dispatch,
  replies: LargeReplies
): Promise<void> {
  const call = readCall(data)
  if (call === null) return socket.close(INVALID_DATA)
  const frame = replyFrame(call.id, await dispatch(call.channel, call.input))
  const isLarge = lengthOf(frame) >= LARGE_BYTES
  tab.send(isLarge ? encode({ id: call.id, at: replies.keep(frame) }) : Buffer.concat(frame))
}

function readCall(data: Buffer): z.infer<typeof callSchema> | null {
  try {
    return callSchema.parse(decode(data))
  } catch {
    return null
  }
}

function replyFrame(id: number, reply: Reply): Uint8Array[] {
  try {
    return encodeParts({ id, reply })
  } catch (error) {
    return encodeParts({ id, reply: { ok: false, error: toErrorPayload(error) } })
  }
}
