import type { Bridge } from '../../shared/rpc'
import { connectWebSocket } from './websocket'

declare global {
  interface Window {
    /** Lent by Electron's preload script; absent in a browser. */
    readonly netloom?: Bridge
  }
}

/**
 * The way to the services, whichever host the page runs in.
 * @throws NetloomError LINK_EXPIRED, DISCONNECTED (browser mode only)
 */
export const connect = async (): Promise<Bridge> => window.netloom ?? connectWebSocket()
