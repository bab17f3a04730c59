// Browser mode's way to the services: a one-time token in the address buys a cookie, the cookie opens a WebSocket.
import { decode, encode } from '../../shared/codec'
import { NetloomError } from '../../shared/errors'
import type { Bridge, Reply } from '../../shared/rpc'

type Listener = (channel: string, payload: unknown) => void
type Session = 'valid' | 'expired' | 'unreachable'
type Answer = { id: number; reply: Reply }
/** From the server: the answer to a call, where a large one waits to be fetched, or an event. */
type Message = Answer | { id: number; at: string } | { event: string; payload: unknown }

const FIRST_DELAY_MS = 250
const LONGEST_DELAY_MS = 5000

/** @throws NetloomError LINK_EXPIRED, DISCONNECTED */
export async function connectWebSocket(): Promise<Bridge> {
  await redeemToken()
  const connection = new Connection()
  await connection.open()
  return connection
}

/** Takes the token out of the address, so that neither the history nor a bookmark keeps it. */
async function redeemToken(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token')
  if (token === null) return
  history.replaceState(null, '', location.pathname + location.search)
  // A spent token is no failure by itself: the browser may have its cookie from before.
  await fetch('/auth', { method: 'POST', body: token }).catch(() => undefined)
}

async function askSession(): Promise<Session> {
  try {
    const { status } = await fetch('/auth', { cache: 'no-store' })
    return status === 204 ? 'valid' : status === 401 ? 'expired' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}

class Connection implements Bridge {
  readonly host = 'browser'
  readonly #listeners = new Set<Listener>()
  readonly #pending = new Map<number, (reply: Reply) => void>()
  #socket: WebSocket | null = null
  #lastId = 0
  #expired = false

  /** @throws NetloomError LINK_EXPIRED, DISCONNECTED */
  async open(): Promise<void> {
    // A browser does not tell why a WebSocket was refused, so the session is asked for first.
    const session = await askSession()
    if (session === 'expired') throw new NetloomError('LINK_EXPIRED')
    if (session === 'unreachable') throw new NetloomError('DISCONNECTED')
    const socket = new WebSocket(`ws://${location.host}/rpc`)
    socket.binaryType = 'arraybuffer'
    await new Promise<void>((resolve, reject) => {
      socket.onopen = () => resolve()
      socket.onclose = () => reject(new NetloomError('DISCONNECTED'))
    })
    socket.onmessage = (event: MessageEvent<ArrayBuffer>) => this.#receive(decode(event.data) as Message)
    socket.onclose = () => void this.#lost()
    this.#socket = socket
  }

  invoke(channel: string, input: unknown): Promise<Reply> {
    const socket = this.#socket
    if (socket === null) return Promise.resolve(this.#failure())
    const id = ++this.#lastId
    return new Promise((resolve) => {
      this.#pending.set(id, resolve)
      socket.send(encode({ id, channel, input }))
    })
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #receive(message: Message): void {
    if ('event' in message) return this.#tell(message.event, message.payload)
    if ('at' in message) void this.#fetch(message)
    else this.#settle(message)
  }

  async #fetch({ id, at }: { id: number; at: string }): Promise<void> {
    try {
      const response = await fetch(at, { cache: 'no-store' })
      if (!response.ok) throw new Error(response.statusText)
      this.#settle(decode(await response.arrayBuffer()) as Answer)
    } catch {
      this.#settle({ id, reply: this.#failure() })
    }
  }

  #settle({ id, reply }: Answer): void {
    this.#pending.get(id)?.(reply)
    this.#pending.delete(id)
  }

  #tell(channel: string, payload: unknown): void {
    for (const listener of this.#listeners) listener(channel, payload)
  }

  #failure(): Reply {
    return { ok: false, error: { code: this.#expired ? 'LINK_EXPIRED' : 'DISCONNECTED', args: {} } }
  }

  async #lost(): Promise<void> {
    this.#socket = null
    for (const resolve of this.#pending.values()) resolve(this.#failure())
    this.#pending.clear()
    this.#tell('system.connection', { state: 'lost' })
    const restored = await this.#reopen()
    this.#tell('system.connection', { state: restored ? 'restored' : 'expired' })
  }

  /** Tries until the server is back; false once it no longer knows this browser. */
  async #reopen(): Promise<boolean> {
    for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
      await new Promise((resolve) => setTimeout(resolve, delay))
      try {
        await this.open()
        return true
      } catch (error) {
        this.#expired = error instanceof NetloomError && error.code === 'LINK_EXPIRED'
        if (this.#expired) return false
      }
    }
  }
}
