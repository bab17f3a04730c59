// Large replies go over HTTP: a browser takes 40 MB of it in a fifth of the time that a WebSocket needs.
import { randomUUID } from 'node:crypto'

/** From here on a reply is large. */
export const LARGE_BYTES = 1 << 20
/** A page that has not fetched its reply by then is gone. */
const KEPT_MS = 60_000
const PATH = '/rpc/'

export class LargeReplies {
  readonly #kept = new Map<string, readonly Uint8Array[]>()

  /** @param frame in its parts @returns the path where it can be fetched, once */
  keep(frame: readonly Uint8Array[]): string {
    const path = PATH + randomUUID()
    this.#kept.set(path, frame)
    setTimeout(() => this.#kept.delete(path), KEPT_MS).unref()
    return path
  }

  take(path: string): readonly Uint8Array[] | null {
    const frame = this.#kept.get(path) ?? null
    this.#kept.delete(path)
    return frame
  }
}
