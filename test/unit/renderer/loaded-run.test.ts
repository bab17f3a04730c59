import { expect, it } from 'vitest'
import { LoadedRun } from '../../../src/renderer/series/loaded-run'
import type { RunEvent, RunRecord } from '../../../src/shared/run'

const record = { id: 'a', status: 'running' } as RunRecord // only handed through
const steps = (first: number, ...loss: number[]): RunEvent => ({
  type: 'steps',
  time: 1,
  epoch: 0,
  first,
  logs: { loss },
  samples_per_second: 1
})

it('keeps events that come in while the run is being read, and counts none twice', () => {
  const run = new LoadedRun('a')
  run.beginReading()
  expect(run.receive(record, [steps(1, 2)])).toBe(true) // also in the answer
  expect(run.receive(record, [steps(2, 3)])).toBe(true) // after it
  run.finishReading(record, [steps(0, 1), steps(1, 2)])
  expect([...run.series.batches.get('loss')!.values.view()]).toStrictEqual([1, 2, 3])
})

it('asks to be read again where events are missing', () => {
  const run = new LoadedRun('a')
  run.beginReading()
  run.finishReading(record, [steps(0, 1)])
  expect(run.receive(record, [steps(5, 1)])).toBe(false)
})
