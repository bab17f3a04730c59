// Runs to compare, made up: many long ones, very many short ones; and the same long ones as TensorBoard keeps them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { maskedCrc32c } from '../../src/main/runs/import/crc32c'
import type { RunEvent, RunRecord } from '../../src/shared/run'
import { example } from '../support/projects'
import { epoch, start } from '../support/run-events'
import { noisySteps, writeRun } from '../support/written-runs'

const EPOCHS = 10
/** Steps that a trainer tells at once: twenty times a second, of two thousand steps a second. */
const STRETCH = 100

const lossOf = (run: number, step: number): number => {
  const noise = Math.sin((step + run * 7) * 12.9898) * 43_758.5453
  return Math.fround((0.2 + 2 / (1 + step / 20_000)) * (0.6 + 0.8 * (noise - Math.floor(noise))) + run / 1000)
}

function* longRun(run: number, points: number): Generator<RunEvent> {
  const perEpoch = Math.ceil(points / EPOCHS)
  yield start({ time: 0, epochs: EPOCHS, steps: perEpoch, examples: { train: perEpoch * 32, validation: 9, test: 0 } })
  for (let first = 0; first < points; first += STRETCH) {
    const count = Math.min(STRETCH, points - first)
    const loss = Array.from({ length: count }, (_, i) => lossOf(run, first + i))
    const done = first + count
    const number = Math.floor(first / perEpoch)
    yield { type: 'steps', time: done, epoch: number, first, logs: { loss }, samples_per_second: 60_000 }
    if (done % perEpoch === 0)
      yield epoch(number, { loss: 1 / (number + run), val_loss: 1.1 / (number + run) }, done + 1)
  }
  yield { type: 'end', time: points + 2, status: 'completed' }
}

const ENDED = { status: 'completed', ended: new Date(60_000).toISOString(), owner: null } as const

/** @returns their ids */
export const writeLongRuns = (home: string, runs: number, points: number): string[] =>
  Array.from({ length: runs }, (_, run) => writeRun(home, `long-${run}`, longRun(run, points), ENDED).id)

/** A run that trains, whose log can be appended to. */
export function writeLiveRun(home: string, points: number): RunRecord {
  const events = [...longRun(0, points)].filter(({ type }) => type !== 'end')
  return writeRun(home, 'live', events, { status: 'running' })
}
export const moreSteps = (first: number, count: number): RunEvent => noisySteps(first, count, first + count, 0)

export function writeShortRuns(home: string, runs: number): void {
  const project = example('mnist-mlp')
  for (let run = 0; run < runs; run++) {
    const events: RunEvent[] = [start({ time: run * 60_000, epochs: EPOCHS })]
    for (let number = 0; number < EPOCHS; number++) {
      const accuracy = 0.5 + ((run * 37) % 997) / 2100 + number / 100
      const logs = { loss: 1 - accuracy, accuracy, val_loss: 1.05 - accuracy, val_accuracy: accuracy - 0.02 }
      events.push(epoch(number, logs, run * 60_000 + number * 1000))
    }
    events.push({ type: 'end', time: run * 60_000 + 20_000, status: 'completed' })
    const training = {
      ...project.training,
      optimizer: ['adam', 'sgd', 'rmsprop'][run % 3]!,
      batch_size: 16 << (run % 4)
    }
    const created = new Date(run * 60_000).toISOString()
    writeRun(home, `short-${run}`, events, { ...ENDED, created, project: { ...project, training } })
  }
}

/** The same losses as an event file: one record a step, as summary.scalar writes it. */
export function writeEventFile(folder: string, run: number, points: number): void {
  const records = [record(Buffer.concat([double(0), Buffer.of(0x1a, 13), Buffer.from('brain.Event:2')]))]
  for (let step = 0; step < points; step++) {
    const value = Buffer.alloc(13)
    value.set([0x0a, 11, 0x0a, 4, ...Buffer.from('loss'), 0x15])
    const float = Buffer.alloc(4)
    float.writeFloatLE(lossOf(run, step))
    const summary = Buffer.concat([value.subarray(0, 9), float])
    records.push(
      record(Buffer.concat([double(step), Buffer.of(0x10, ...varint(step)), Buffer.of(0x2a, summary.length), summary]))
    )
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'events.out.tfevents.1000000000.bench'), Buffer.concat(records))
}

function double(wallTime: number): Buffer {
  const bytes = Buffer.alloc(9)
  bytes[0] = 0x09
  bytes.writeDoubleLE(wallTime, 1)
  return bytes
}
function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)]
}
function record(content: Buffer): Buffer {
  const head = Buffer.alloc(12)
  head.writeBigUInt64LE(BigInt(content.length))
  head.writeUInt32LE(maskedCrc32c(head.subarray(0, 8)), 8)
  const tail = Buffer.alloc(4)
  tail.writeUInt32LE(maskedCrc32c(content))
  return Buffer.concat([head, content, tail])
}
