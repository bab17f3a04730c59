// run.json of one run, and what it says once its log has been read.
import { basename, join } from 'node:path'
import { NetloomError } from '../../shared/errors'
import { continuous, isActive, runRecordSchema, type RunEvent, type RunRecord } from '../../shared/run'
import { readJson } from '../read-json'
import { factsOf, factsOfLog } from './facts'
import { readEvents } from './log'
import { isAlive } from './owner'
import { applyEvent, stoppedClock } from './record'

export const recordFile = (folder: string): string => join(folder, 'run.json')
export const logFile = (folder: string): string => join(folder, 'metrics.jsonl')

/** As it is on disk; of older runs, which do not tell what their epochs came to, the log tells it. @throws NetloomError RUN_UNREADABLE */
export async function readRecord(folder: string): Promise<RunRecord> {
  const unreadable = (reason: string): NetloomError => new NetloomError('RUN_UNREADABLE', { path: folder, reason })
  const { data, raw } = await readJson(recordFile(folder), runRecordSchema, unreadable)
  const record = { ...data, id: basename(folder) } // A folder that was copied or renamed by hand is a run of its own.
  if ((raw as Partial<RunRecord>).best !== undefined || record.epochs.done === 0) return record
  const facts = await factsOfLog(record, logFile(folder)).catch(() => null)
  return facts ? { ...record, ...facts } : record
}

/** The same, brought up to date with the log where the run has not ended. @throws NetloomError RUN_UNREADABLE */
export async function readSettled(folder: string): Promise<RunRecord> {
  const record = await readRecord(folder)
  return isActive(record.status) ? settle(record, await readEvents(logFile(folder))) : record
}

/** Events that a record may lack. The record of a run that is to begin, or to go on, was written after all there are. */
function unknownTo({ status, engine }: RunRecord, events: readonly RunEvent[]): readonly RunEvent[] {
  if (status === 'queued') return []
  if (status !== 'starting') return events
  const start = events.findLastIndex(({ type }) => type === 'start')
  return engine === null && start >= 0 ? events.slice(start) : []
}

/** What an unfinished run.json lacks is in the log; a run whose writer is gone was interrupted. @param events all of the log */
export function settle(record: RunRecord, events: readonly RunEvent[]): RunRecord {
  const unknown = unknownTo(record, events)
  const replayed = unknown.reduce(applyEvent, record)
  // Epochs that a resume has taken back were better, perhaps: they do not count.
  const told = unknown.length > 0 ? { ...replayed, ...factsOf(record, continuous(events)) } : replayed
  if (!isActive(told.status)) return told
  const { owner } = record // An end that was told before the run went on took it away.
  if (owner && isAlive(owner)) return { ...told, owner }
  return interrupted(told, events.at(-1)?.time ?? Date.parse(record.created))
}

/** A run whose writer is gone. @param time of its last word, in ms since 1970 */
export const interrupted = (record: RunRecord, time: number): RunRecord => ({
  ...record,
  status: 'interrupted',
  trained: stoppedClock(record, time),
  ended: new Date(time).toISOString(),
  owner: null
})
