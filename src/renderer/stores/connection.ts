import { ref } from 'vue'
import { defineStore } from 'pinia'
import { useApi } from '../api'
import { useDatasets } from './datasets'
import { useProblems } from './problems'
import { useRuns } from './runs'

export type ConnectionState = 'connected' | 'lost' | 'expired'

/** Whether the services can be reached; in Electron always, in browser mode while `netloom serve` runs. */
export const useConnection = defineStore('connection', () => {
  const api = useApi()
  const runs = useRuns()
  const datasets = useDatasets()
  const problems = useProblems()
  const state = ref<ConnectionState>('connected')
  const ready = ref(false)

  /** The first reading of everything; each part tells its own errors. */
  async function loadAll(parts: (() => Promise<void>)[]): Promise<void> {
    await Promise.all(parts.map((part) => part().catch((error: unknown) => problems.report('workbench', error))))
    ready.value = true
  }

  /** Returns the function that ends it. */
  function listen(): () => void {
    return api.$on('system.connection', async (change) => {
      state.value = change.state === 'restored' ? 'connected' : change.state
      if (change.state !== 'restored') return
      problems.clear('DISCONNECTED')
      await Promise.all([runs.resync(), datasets.refresh()])
    })
  }

  return { state, ready, loadAll, listen }
})
