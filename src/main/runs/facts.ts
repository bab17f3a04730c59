// What the log of a run tells of its epochs, where its record does not or would tell what a resume has taken back.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { continuous, runEventSchema, type RunEvent, type RunRecord } from '../../shared/run'
import { applyEvent } from './record'

/** Of the epochs that stay. */
export type Facts = Pick<RunRecord, 'best' | 'last' | 'samples_per_second' | 'trained'>

const NOTHING: Facts = { best: {}, last: null, samples_per_second: null, trained: undefined }

/** @param events as `continuous` gives them */
export function factsOf(record: RunRecord, events: readonly RunEvent[]): Facts {
  const { best, last, samples_per_second, trained } = events.reduce(applyEvent, { ...record, ...NOTHING })
  return { best, last, samples_per_second, trained }
}

/** Of a run that goes on: what its log tells of the time before. @param events as `continuous` gives them */
export function factsUntil(
  record: RunRecord,
  events: readonly RunEvent[],
  { epoch, step }: { epoch: number; step: number }
): Facts {
  const steps = events.findLast((event) => event.type === 'start' || event.type === 'resume')?.steps ?? 0
  const epochs = record.epochs.planned
  const resume: RunEvent = { type: 'resume', time: 0, epochs, steps, epoch, first: epoch * steps + step }
  // Where training went on before is the pause that `continuous` adds; there is none yet.
  return factsOf(
    record,
    continuous([...events, resume]).filter(({ time }) => time > 0)
  )
}

const TOLD = ['start', 'epoch', 'pause', 'continue', 'resume', 'end']
const isTold = new RegExp(`^\\{"type":"(${TOLD.join('|')})"`)

/** Of a log on disk, without its steps; null where it tells of no epoch. */
export async function factsOfLog(record: RunRecord, path: string): Promise<Facts | null> {
  const events: RunEvent[] = []
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (!isTold.test(line)) continue
    try {
      const parsed = runEventSchema.safeParse(JSON.parse(line))
      if (parsed.success) events.push(parsed.data)
    } catch {
      // cut short
    }
  }
  return events.some(({ type }) => type === 'epoch') ? factsOf(record, continuous(events)) : null
}
