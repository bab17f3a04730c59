import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { expect, it } from 'vitest'
import { API, type Api } from '../../../src/renderer/api'
import { useComparison } from '../../../src/renderer/stores/comparison'
import { useRepeats } from '../../../src/renderer/stores/repeats'
import { useRuns } from '../../../src/renderer/stores/runs'
import type { RunSummary } from '../../../src/shared/run-list'
import type { SweepRecord } from '../../../src/shared/sweep'
import { newRun } from '../../support/runs'

/** Services with one run, 'first', that sweeps can repeat. */
function openStores() {
  const started: unknown[] = []
  const listed = [newRun({ id: 'first', status: 'completed', seed: 4 })]
  let tell: (payload: { sweep: SweepRecord }) => void = () => undefined
  const api = {
    runs: {
      list: () => Promise.resolve({ runs: [...listed] as unknown as RunSummary[], unreadable: [] }),
      records: () => Promise.resolve([])
    },
    sweeps: {
      start: (input: unknown) => {
        started.push(input)
        return Promise.resolve({ sweepId: 's' })
      },
      list: () => Promise.resolve({ sweeps: [], unreadable: [] })
    },
    $on: (channel: string, listener: typeof tell) => {
      if (channel === 'sweeps.changed') tell = listener
      return () => undefined
    }
  } as unknown as Api
  const app = createApp({})
  const pinia = createPinia()
  app.use(pinia).provide(API, api)
  const [runs, comparison, repeats] = [useRuns(pinia), useComparison(pinia), useRepeats(pinia)]
  const say = (id: string, ...trials: string[]): void =>
    tell({
      sweep: { id, status: 'running', trials: trials.map((run) => ({ trial: 0, run })) } as unknown as SweepRecord
    })
  return { ...{ runs, comparison, repeats, listed, started }, say }
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

it('a repeat counts its seeds up, and its runs join the comparison once they are listed', async () => {
  const { runs, comparison, repeats, listed, started, say } = openStores()
  await runs.refresh()
  comparison.choose(['first'])
  await repeats.repeat(listed[0]!, [4, 9], 3)
  expect(started).toMatchObject([
    { project: { training: { seed: 10 } }, spec: { method: 'Repeat', executions_per_trial: 3 } }
  ])

  say('s', 'second')
  await settle()
  expect(comparison.chosen).toStrictEqual(['first'])
  listed.push(newRun({ id: 'second' }))
  say('other', 'elsewhere')
  say('s', 'second')
  await runs.refresh()
  await settle()
  expect(comparison.chosen).toStrictEqual(['first', 'second'])
  expect(repeats.like.get('second')).toBe('first')

  // Taken out by hand, it stays out.
  comparison.drop(['second'])
  await runs.refresh()
  await settle()
  expect(comparison.chosen).toStrictEqual(['first'])
})
