import type { RunEvent, RunEventOf } from '../../src/shared/run'
import { RunSeries } from '../../src/renderer/series/run-series'

export const start = (change: Partial<RunEventOf<'start'>> = {}): RunEvent => ({
  type: 'start',
  time: 1000,
  epochs: 2,
  steps: 4,
  batch_size: 32,
  examples: { train: 128, validation: 16, test: 10 },
  parameters: { total: 1234, trainable: 1234 },
  engine: { name: 'tfjs-node', native: true, version: '2.21.0' },
  hashes: {},
  ...change
})
/** @param first counts over the whole run */
export const steps = (epoch: number, first: number, loss: number[], time = 2000): RunEvent => ({
  type: 'steps',
  time,
  epoch,
  first,
  logs: { loss },
  samples_per_second: 100
})
export const epoch = (
  number: number,
  logs: Record<string, number>,
  time = 3000 + number,
  learning_rate = 0.001
): RunEvent => ({ type: 'epoch', time, epoch: number, logs, seconds: 2, samples_per_second: 64, learning_rate })

/** Columns of events; throws where one of them is missing. */
export function read(events: RunEvent[]): RunSeries {
  const series = new RunSeries()
  for (const event of events) if (!series.apply(event)) throw new Error(`events are missing before ${event.type}`)
  return series
}
