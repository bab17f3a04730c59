import type { RunEvent, RunRecord } from '../../src/shared/run'
import { thisProcess } from '../../src/main/runs/owner'
import { environment } from '../../src/main/training/environment'
import { example } from './projects'

/** A run as it is just after Train was pressed. */
export const newRun = (change: Partial<RunRecord> = {}): RunRecord => ({
  version: 1,
  id: '20260101-120000-line-0000',
  name: 'line',
  status: 'starting',
  created: new Date(0).toISOString(),
  ended: null,
  seed: 0,
  project: example('line'),
  baseDir: null,
  dataset: { name: 'line.csv', title: 'line.csv', origin: 'file', classes: null, hashes: {}, examples: null },
  environment: environment(),
  engine: null,
  parameters: null,
  epochs: { done: 0, planned: 2 },
  last: null,
  best: {},
  samples_per_second: null,
  trained: { seconds: 0, since: null },
  test: null,
  error: null,
  weights: null,
  parent: null,
  sweep: null,
  imported: null,
  checkpoints: [],
  profile: null,
  turn: null,
  owner: thisProcess(),
  ...change
})

const start: RunEvent = {
  type: 'start',
  time: 1000,
  epochs: 2,
  steps: 2,
  batch_size: 50,
  examples: { train: 100, validation: 0, test: 0 },
  parameters: { total: 2, trainable: 2 },
  engine: { name: 'tfjs-node', native: true, version: '2.21.0' },
  hashes: { data: 'ab' }
}
const epoch = (number: number): RunEvent => ({
  type: 'epoch',
  time: 2000 + number,
  epoch: number,
  logs: { loss: 1 / (number + 1) },
  seconds: 1,
  samples_per_second: 100,
  learning_rate: 0.1
})
const steps = (number: number): RunEvent => ({
  type: 'steps',
  time: 1500,
  epoch: number,
  first: number * 2,
  logs: { loss: [NaN, 0.5] },
  samples_per_second: 10
})

export const runEvents: RunEvent[] = [
  start,
  steps(0),
  epoch(0),
  steps(1),
  epoch(1),
  { type: 'test', time: 3000, logs: { loss: 0.4 }, examples: 20 },
  { type: 'end', time: 4000, status: 'completed', weights: { 'dense/kernel': [[3]] } }
]
