// What is said of a run that goes on: only of the epochs that stay.
import { describe, expect, it } from 'vitest'
import { factsUntil } from '../../../src/main/runs/facts'
import { settle } from '../../../src/main/runs/read-run'
import { applyEvent } from '../../../src/main/runs/record'
import { continuous, type RunEvent } from '../../../src/shared/run'
import { newRun, runEvents } from '../../support/runs'

const start = runEvents[0]!
const epoch = (number: number, loss: number, time: number): RunEvent => ({
  type: 'epoch',
  time,
  epoch: number,
  logs: { loss },
  seconds: 1,
  samples_per_second: 100 * (number + 1),
  learning_rate: 0.1
})
const resume = (after: number, time: number): RunEvent => ({
  type: 'resume',
  time,
  epochs: 9,
  steps: 2,
  epoch: after,
  first: 2 * after
})
/** Best after its first epoch, better still after its fourth. */
const log: RunEvent[] = [
  start,
  epoch(0, 0.3, 2000),
  epoch(1, 0.8, 3000),
  { type: 'pause', time: 3500 },
  { type: 'continue', time: 8500 },
  epoch(2, 0.6, 9000),
  epoch(3, 0.1, 10_000),
  { type: 'end', time: 10_500, status: 'stopped' }
]
const told = (events: readonly RunEvent[]) => events.reduce(applyEvent, newRun())

describe('a run that goes on', () => {
  it('has the best values of the epochs that stay, and their time', () => {
    expect(told(log)).toMatchObject({
      best: { loss: { value: 0.1, epoch: 4 } },
      trained: { seconds: 4.5, since: null }
    })
    expect(factsUntil(told(log), log, { epoch: 3, step: 0 })).toEqual({
      best: { loss: { value: 0.3, epoch: 1 } },
      last: { loss: 0.6 },
      samples_per_second: 300,
      trained: { seconds: 3, since: null }
    })
    expect(factsUntil(told(log), log, { epoch: 0, step: 0 }).best).toEqual({})
  })

  it('counts no pause that came after the checkpoint', () => {
    expect(factsUntil(told(log), log, { epoch: 2, step: 0 }).trained).toEqual({ seconds: 2, since: null })
  })

  it('reads the same while it trains: a value that was taken back is no best', () => {
    const again = [...log, resume(3, 20_000), epoch(3, 0.5, 21_000)]
    const record = { ...newRun(), ...told(log.slice(0, 3)), status: 'running' as const, owner: newRun().owner }
    const settled = settle(record, again)
    expect(settled).toMatchObject({
      status: 'running',
      epochs: { done: 4 },
      best: { loss: { value: 0.3, epoch: 1 } },
      last: { loss: 0.5 },
      trained: { seconds: 3, since: 20_000 }
    })
  })

  it('that went on twice is told as if it never had been interrupted', () => {
    const again = [...log, resume(3, 20_000), epoch(3, 0.5, 21_000), resume(1, 30_000), epoch(1, 0.2, 31_000)]
    const events = continuous(again)
    expect(factsUntil(told(log), events, { epoch: 2, step: 0 })).toMatchObject({
      best: { loss: { value: 0.2, epoch: 2 } },
      trained: { seconds: 2, since: null }
    })
  })
})
