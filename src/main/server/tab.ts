import { WebSocket } from 'ws'
import { encode } from '../../shared/codec'
import type { CallingWindow } from '../ports'
import { Backlog } from './backlog'

/** With more than this waiting to be sent, a tab is slow: events are held back and folded. */
const HIGH_WATER_BYTES = 8 << 20
/** With less than this they are sent again. */
const LOW_WATER_BYTES = 1 << 20

/** One open page. */
export class Tab implements CallingWindow {
  readonly desktop = null
  readonly #backlog = new Backlog()

  constructor(private readonly socket: WebSocket) {}

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN
  }

  /** Replies are asked for, so they are never held back. */
  send(frame: Uint8Array): void {
    this.socket.send(frame, () => this.#catchUp())
  }

  /** @param frame the event as it goes over the wire, made once for all tabs */
  emit(channel: string, payload: unknown, frame: () => Uint8Array): void {
    // What comes after something held back is held back too: the order of a run's events counts.
    if (this.#backlog.empty && this.socket.bufferedAmount <= HIGH_WATER_BYTES) this.send(frame())
    // The page connects again and then reads everything anew.
    else if (!this.#backlog.add(channel, payload)) this.socket.terminate()
  }

  #catchUp(): void {
    if (this.#backlog.empty || this.socket.bufferedAmount > LOW_WATER_BYTES) return
    for (const [channel, payload] of this.#backlog.take()) this.send(eventFrame(channel, payload))
  }
}

export const eventFrame = (channel: string, payload: unknown): Uint8Array => encode({ event: channel, payload })
