// The page's way to the services, and nothing else of the page.
import { connect } from '../../../src/renderer/bridge'
import type { Bridge } from '../../../src/shared/rpc'

export interface BridgePage {
  bridge: Bridge | null
  failure: string | null
  heard: [channel: string, payload: unknown][]
}

const state: BridgePage = { bridge: null, failure: null, heard: [] }
Object.assign(window, { state })

connect().then(
  (bridge) => {
    bridge.subscribe((channel, payload) => state.heard.push([channel, payload]))
    state.bridge = bridge
  },
  (error: { code?: string }) => {
    state.failure = error.code ?? String(error)
  }
)
