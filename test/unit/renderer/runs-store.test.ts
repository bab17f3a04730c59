import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import { createApp } from 'vue'
import { API, type Api } from '../../../src/renderer/api'
import { useRuns } from '../../../src/renderer/stores/runs'
import type { RunEvent, RunRecord } from '../../../src/shared/run'
import type { RunSummary } from '../../../src/shared/run-list'

const record = { id: 'a', status: 'running', created: new Date(0).toISOString() } as RunRecord
const steps = (first: number): RunEvent => ({
  type: 'steps',
  time: 1,
  epoch: 0,
  first,
  logs: { loss: [first] },
  samples_per_second: 1
})

/** The store over services that answer when the test says so. */
function openStore() {
  const lists: (() => void)[] = []
  const reads: (() => void)[] = []
  let tell: (payload: { runId: string; record: RunRecord; events: RunEvent[] }) => void = () => undefined
  const api = {
    runs: {
      list: () =>
        new Promise((resolve) =>
          lists.push(() => resolve({ runs: [record as unknown as RunSummary], unreadable: [] }))
        ),
      get: () => new Promise((resolve) => reads.push(() => resolve({ record, events: [steps(0)] })))
    },
    $on: (_channel: string, listener: typeof tell) => {
      tell = listener
      return () => undefined
    }
  } as unknown as Api
  const app = createApp({})
  const pinia = createPinia()
  app.use(pinia).provide(API, api)
  const runs = useRuns(pinia)
  runs.listen()
  return { runs, lists, reads, tell: (first: number) => tell({ runId: 'a', record, events: [steps(first)] }) }
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

it('knows the running run of a window that was reloaded, however fast its events come', async () => {
  const { runs, lists, reads, tell } = openStore()
  const asked = runs.refresh()
  for (let step = 1; step <= 20; step++) tell(step)
  expect([lists.length, reads.length]).toEqual([1, 1])

  lists[0]!()
  await settle()
  expect(runs.active?.id).toBe('a')
  lists[1]!()
  await asked
  expect(lists).toHaveLength(2)

  reads[0]!()
  const run = await runs.ensure('a')
  expect([...run!.series.batches.get('loss')!.values.view()]).toEqual(Array.from({ length: 21 }, (_, i) => i))
  tell(21)
  expect([lists.length, reads.length]).toEqual([2, 1])
})
