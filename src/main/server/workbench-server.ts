import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { Dispatch } from '../../shared/rpc'
import type { CallingWindow } from '../ports'
import { Access } from './access'
import { createRequestHandler } from './http'
import { LargeReplies } from './large-replies'
import { listen } from './listen'
import { Sessions } from './sessions'
import { attachSockets } from './sockets'

export interface WorkbenchServerOptions {
  /** Without it: the default port, or any free one. */
  port?: number
  rendererRoot: string
  /** The page's development server, which passes /auth and /rpc on to this one. */
  devOrigin?: string
  /** Where browsers that were let in are remembered; without it, they are forgotten with the process. */
  sessionsFile?: string
  /** Asked once for each tab that connects. */
  dispatchFor: (window: CallingWindow) => Dispatch
  /** The address has been used and is a new one now. */
  onNewUrl?: (url: string) => void
}

export interface WorkbenchServer {
  readonly port: number
  readonly instance: string
  /** Admits one browser, once. */
  readonly url: string
  broadcast(channel: string, payload: unknown): void
  close(): Promise<void>
}

/** @throws NetloomError PORT_IN_USE, PORT_NOT_PERMITTED */
export async function openWorkbenchServer(options: WorkbenchServerOptions): Promise<WorkbenchServer> {
  const http = createServer()
  const port = await listen(http, options.port)
  const instance = randomUUID()
  const access = new Access(port, new Sessions(options.sessionsFile), options.devOrigin)
  const url = (): string => `${options.devOrigin ?? `http://127.0.0.1:${port}`}/#token=${access.token}`
  const onTokenSpent = (): void => options.onNewUrl?.(url())
  const replies = new LargeReplies()
  const { rendererRoot } = options
  http.on('request', createRequestHandler({ access, replies, port, rendererRoot, instance, onTokenSpent }))
  const sockets = attachSockets(http, access, replies, options.dispatchFor)
  return {
    port,
    instance,
    get url() {
      return url()
    },
    broadcast: (channel, payload) => sockets.broadcast(channel, payload),
    async close() {
      sockets.close()
      http.closeAllConnections()
      await new Promise<void>((resolve) => http.close(() => resolve()))
    }
  }
}
