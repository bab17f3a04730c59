import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../src/shared/run'
import { KerasLog } from '../../../src/renderer/series/keras-log'
import { bestRow, RunSeries, timeLeft } from '../../../src/renderer/series/run-series'
import { lowerIsBetter } from '../../../src/shared/monitor'

const start: RunEvent = {
  type: 'start',
  time: 1000,
  epochs: 2,
  steps: 4,
  batch_size: 32,
  examples: { train: 128, validation: 16, test: 10 },
  parameters: { total: 1234, trainable: 1234 },
  engine: { name: 'tfjs-node', native: true, version: '2.21.0' },
  hashes: {}
}
const steps = (epoch: number, first: number, loss: number[], time = 2000): RunEvent => ({
  type: 'steps',
  time,
  epoch,
  first,
  logs: { loss, accuracy: loss.map((value) => 1 - value) },
  samples_per_second: 100
})
const epoch = (number: number, loss: number, time = 3000): RunEvent => ({
  type: 'epoch',
  time,
  epoch: number,
  logs: { loss, accuracy: 0.5, val_loss: loss + 0.1 },
  seconds: 2,
  samples_per_second: 64,
  learning_rate: 0.001
})
const read = (events: RunEvent[]): RunSeries => {
  const series = new RunSeries()
  for (const event of events) expect(series.apply(event)).toBe(true)
  return series
}

describe('RunSeries', () => {
  it('tells when steps or epochs are missing', () => {
    expect(read([start]).apply(steps(0, 2, [1]))).toBe(false)
    expect(read([start]).apply(epoch(1, 1))).toBe(false)
  })
  it('reads what it has seen before without a trace', () => {
    const events = [start, steps(0, 0, [0.9, 0.8]), steps(0, 2, [0.7, 0.6]), epoch(0, 0.75)]
    const series = read([...events, ...events, steps(0, 1, [0.8, 0.7, 0.6])])
    expect(series.steps).toBe(4)
    expect(series.epochs).toBe(1)
    expect([...series.batches.get('loss')!.values.view()]).toStrictEqual([0.9, 0.8, 0.7, 0.6])
  })
  it('takes the new part of a stretch that overlaps', () => {
    expect([
      ...read([start, steps(0, 0, [4, 3]), steps(0, 1, [3, 2])])
        .batches.get('loss')!
        .values.view()
    ]).toStrictEqual([4, 3, 2])
  })
  it('lists loss first and validation not at all', () => {
    expect(read([start, steps(0, 0, [1]), epoch(0, 1)]).metrics).toStrictEqual(['loss', 'accuracy'])
  })
  it('gives the running mean of an epoch, then its own value', () => {
    expect(read([start, steps(0, 0, [1, 0.5])]).current('loss')).toBe(0.75)
    expect(read([start, steps(0, 0, [1, 0.5]), epoch(0, 0.7)]).current('loss')).toBe(0.7)
  })
  it('keeps NaN as it is, and out of the mean', () => {
    const series = read([start, steps(0, 0, [NaN, 2])])
    expect(series.batches.get('loss')!.values.at(0)).toBeNaN()
    expect(series.current('loss')).toBe(2)
  })
  it('fills a log that starts late', () => {
    const late = { ...epoch(1, 0.5), logs: { loss: 0.5, f1: 0.4 } } as RunEvent
    const series = read([start, epoch(0, 1), late])
    expect([...series.epochLogs.get('f1')!.view()]).toStrictEqual([NaN, 0.4])
    expect([...series.epochLogs.get('val_loss')!.view()]).toStrictEqual([1.1, NaN])
  })
  it('estimates the time left from the pace', () => {
    expect(timeLeft(read([start]), 1500)).toBeNull()
    expect(timeLeft(read([start, steps(0, 0, [1, 1], 3000)]), 3000)).toBe(6000)
    expect(timeLeft(read([start, steps(0, 0, [1, 1, 1, 1]), epoch(0, 1, 3000)]), 3500)).toBe(1500)
    const paused = read([start, steps(0, 0, [1, 1], 3000), { type: 'pause', time: 3000 }])
    expect(timeLeft(paused, 9000)).toBe(6000)
    paused.apply({ type: 'continue', time: 9000 })
    paused.apply(steps(0, 2, [1], 10000))
    expect(timeLeft(paused, 10000)).toBe(5000)
  })
})

describe('the best epoch', () => {
  it('is the lowest loss and the highest accuracy', () => {
    const series = read([start, epoch(0, 0.5), epoch(1, 0.7)])
    expect(bestRow(series.epochLogs.get('val_loss'), 'loss')).toBe(0)
    expect(bestRow(undefined, 'loss')).toBe(-1)
    expect(['loss', 'mae', 'mean_squared_error', 'accuracy', 'auc'].map(lowerIsBetter)).toStrictEqual([
      true,
      true,
      true,
      false,
      false
    ])
  })
})

describe('KerasLog', () => {
  it('prints an epoch as Keras does, and rewrites the line in progress', () => {
    const [series, log] = [new RunSeries(), new KerasLog()]
    const feed = (event: RunEvent): void => {
      series.apply(event)
      log.apply(event, series)
    }
    feed(start)
    feed(steps(0, 0, [1, 1], 1020))
    expect(log.lines.slice(2)).toStrictEqual([
      'Epoch 1/2',
      '2/4 ━━━━━━━━━━────────── 0s 10ms/step - accuracy: 0.0000 - loss: 1.0000'
    ])
    feed(steps(0, 2, [1, 1], 1040))
    feed(epoch(0, 0.25))
    expect(log.lines.slice(2)).toStrictEqual([
      'Epoch 1/2',
      '4/4 ━━━━━━━━━━━━━━━━━━━━ 2s 500ms/step - accuracy: 0.5000 - loss: 0.2500 - val_loss: 0.3500'
    ])
    feed({ type: 'end', time: 5000, status: 'crashed', error: { code: 'TRAINER_CRASHED', args: { how: 'SIGKILL' } } })
    expect(log.lines.at(-1)).toStrictEqual({ first: 'crashed: ', code: 'TRAINER_CRASHED', args: { how: 'SIGKILL' } })
  })
  it('holds two lines for each of 10,000 epochs, and rewrites the last alone', () => {
    const [series, log] = [new RunSeries(), new KerasLog()]
    const feed = (event: RunEvent): void => {
      series.apply(event)
      log.apply(event, series)
    }
    feed({ ...start, epochs: 10_000, steps: 1 } as RunEvent)
    for (let i = 0; i < 10_000; i++) {
      feed(steps(i, i, [1]))
      feed(epoch(i, 0.5))
    }
    expect(log.lines).toHaveLength(2 + 20_000)
    expect(log.lines.slice(-2)).toStrictEqual([
      'Epoch 10000/10000',
      expect.stringContaining('accuracy: 0.5000 - loss: 0.5000') as string
    ])
  })
})
