// Runs as they lie on disk, made up.
import { applyEvent } from '../../src/main/runs/record'
import type { RunEvent, RunRecord } from '../../src/shared/run'
import { writeRunFolder } from './run-folder'
import { newRun } from './runs'

/** Writes a run with its events. @param change of what follows from them @returns its record */
export function writeRun(
  home: string,
  name: string,
  events: Iterable<RunEvent>,
  change: Partial<RunRecord> = {}
): RunRecord {
  const id = `20260101-120000-${name}-0000`
  const all = [...events]
  const record = { ...all.reduce(applyEvent, newRun({ id, name })), ...change }
  writeRunFolder(home, record, all)
  return record
}

/** A stretch of a falling, noisy loss and a rising accuracy, with a spike now and then. */
export function noisySteps(first: number, count: number, time: number, epoch: number): RunEvent {
  const loss: number[] = []
  const accuracy: number[] = []
  for (let step = first; step < first + count; step++) {
    const noise = Math.sin(step * 12.9898) * 43_758.5453
    const part = noise - Math.floor(noise)
    const level = 0.2 + 2 / (1 + step / 20_000)
    loss.push(step % 99_991 === 0 ? 12 : level * (0.6 + 0.8 * part))
    accuracy.push(Math.min(1, 1 - level * 0.3 * (0.5 + part)))
  }
  return { type: 'steps', time, epoch, first, logs: { loss, accuracy }, samples_per_second: 20_000 }
}
