import { createPinia } from 'pinia'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp } from 'vue'
import { API, type Api } from '../../../src/renderer/api'
import { useRuns } from '../../../src/renderer/stores/runs'
import { summarize } from '../../../src/main/runs/summarize'
import { NetloomError } from '../../../src/shared/errors'
import { jsonText } from '../../../src/shared/json'
import type { RunEvent, RunRecord } from '../../../src/shared/run'
import { packRows, type RunSummary } from '../../../src/shared/run-list'
import { newRun } from '../../support/runs'

const record = newRun({ id: 'a', status: 'running', owner: null })
const row = (id: string, change: Partial<RunRecord> = {}): RunSummary =>
  summarize(
    newRun({ id, status: 'completed', owner: null, created: `2026-01-0${id.charCodeAt(0) - 96}`, ...change }),
    true
  )
const steps = (first: number): RunEvent => ({
  type: 'steps',
  time: 1,
  epoch: 0,
  first,
  logs: { loss: [first] },
  samples_per_second: 1
})

/** The store over services that answer when the test says so. */
function openStore(services: object = {}) {
  const lists: ((rows?: unknown) => void)[] = []
  const reads: (() => void)[] = []
  const listeners: Record<string, (payload: unknown) => void> = {}
  const api = {
    runs: {
      list: () =>
        new Promise((resolve) =>
          lists.push((rows = [summarize(record, false)]) => resolve({ runs: rows, unreadable: [] }))
        ),
      get: () => new Promise((resolve) => reads.push(() => resolve({ record, events: [steps(0)] }))),
      ...services
    },
    training: { start: () => Promise.resolve({ runId: 'a' }) },
    $on: (channel: string, listener: (payload: unknown) => void) => {
      listeners[channel] = listener
      return () => undefined
    }
  } as unknown as Api
  const app = createApp({})
  const pinia = createPinia()
  app.use(pinia).provide(API, api)
  const runs = useRuns(pinia)
  runs.listen()
  const tell = (first: number, change: Partial<RunRecord> = {}, mine = true): void =>
    listeners['runs.changed']!({ runId: 'a', record: { ...record, ...change }, events: [steps(first)], mine })
  const listed = (rows: unknown, removed: string[] = []): void => listeners['runs.listed']!({ rows, removed })
  return { runs, lists, reads, tell, listed, ids: () => runs.summaries.map(({ id }) => id) }
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))
async function openWith(rows: unknown, services: object = {}) {
  const store = openStore(services)
  const asked = store.runs.refresh()
  store.lists[0]!(rows)
  await asked
  return store
}

it('knows the running run of a window that was reloaded, however fast its events come', async () => {
  const { runs, lists, reads, tell } = openStore()
  const asked = runs.refresh()
  for (let step = 1; step <= 20; step++) tell(step)
  expect([lists.length, reads.length]).toEqual([1, 1])

  lists[0]!()
  await asked
  expect(runs.active?.id).toBe('a')

  reads[0]!()
  const run = await runs.ensure('a')
  expect([...run!.series.batches.get('loss')!.values.view()]).toEqual(Array.from({ length: 21 }, (_, i) => i))
  tell(21)
  expect([lists.length, reads.length]).toEqual([1, 1])
})

describe('rows', () => {
  it('come, change and go without asking, many of them as bytes', async () => {
    const store = await openWith(packRows([row('b', { last: { loss: NaN } }), row('a')].map((one) => jsonText(one))))
    expect(store.runs.summaries[0]!.last).toEqual({ loss: NaN })
    store.listed([row('c'), row('a', { name: 'again' })])
    expect(store.runs.summaries.map(({ name }) => name)).toEqual(['line', 'line', 'again'])
    store.runs.selectedId = 'b'
    store.listed([], ['b', 'never'])
    expect([store.ids(), store.runs.selectedId, store.lists.length]).toEqual([['c', 'a'], null, 1])
  })

  it('keep their colours while the window is open', async () => {
    const { runs, listed } = await openWith([row('b'), row('c')])
    expect(['b', 'c'].map(runs.ordinal)).toEqual([0, 1])
    listed([row('a')], ['b'])
    expect(['c', 'a', 'unknown'].map(runs.ordinal)).toEqual([1, 2, 3])
  })

  it('of many are told of progress once a second, and of another status at once', async () => {
    const many = Array.from({ length: 600 }, (_, i) => ({ ...row('z'), id: `z${i}` }))
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { runs, tell, ids } = await openWith([...many, summarize(record, false)])
    tell(0)
    const before = runs.summaries
    for (let done = 1; done <= 30; done++) tell(done, { epochs: { done, planned: 40 } })
    expect(runs.summaries === before).toBe(true)
    expect(runs.row('a')!.epochs.done).toBe(30)
    vi.advanceTimersByTime(1000)
    expect(runs.summaries.find(({ id }) => id === 'a')!.epochs.done).toBe(30)
    tell(31, { status: 'paused' })
    expect(runs.summaries.find(({ id }) => id === 'a')!.status).toBe('paused')
    expect(ids()).toHaveLength(601)
  })

  it('of a run that another process trains are not what Pause and Stop are about, where one trains here', async () => {
    const { runs, tell, listed } = await openWith([{ ...row('b', { status: 'running' }), mine: false }])
    expect(runs.active).toMatchObject({ id: 'b', mine: false })
    listed([summarize(record, false)])
    tell(1)
    expect(runs.active).toMatchObject({ id: 'a', mine: true })
  })
})

describe('what a person does to rows', () => {
  it('shows at once, and is as the services say then', async () => {
    const annotate = vi.fn(() => Promise.resolve([{ ...row('a'), name: 'from the services' }]))
    const { runs } = await openWith([row('a')], { annotate })
    const asked = runs.annotate(['a'], { name: 'mine', starred: true, addTags: ['x'] })
    expect(runs.summaries[0]).toMatchObject({ name: 'mine', annotations: { starred: true, tags: ['x'] } })
    expect(await asked).toBe(true)
    expect(runs.summaries[0]!.name).toBe('from the services')
  })

  it('is taken back where it fails', async () => {
    const remove = () => Promise.reject(new NetloomError('RUN_ACTIVE', { found: 'a' }))
    const { runs, lists, ids } = await openWith([row('a')], { remove })
    const asked = runs.remove(['a'])
    expect(ids()).toEqual([])
    await settle()
    lists[1]!([row('a')])
    expect([await asked, ids()]).toEqual([false, ['a']])
  })
})

it('does not read the list anew for a run that begins and is known by then', async () => {
  const { runs, lists, reads } = await openWith([row('b')])
  const started = runs.start(record.project, null)
  await settle()
  reads[0]!()
  await settle()
  lists[1]!()
  expect(await started).toBe('a')
  const again = runs.start(record.project, null)
  await settle()
  reads[1]!()
  await again
  expect([lists.length, runs.shownId]).toEqual([2, 'a'])
})
